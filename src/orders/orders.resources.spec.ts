import { Logger, NotFoundException } from '@nestjs/common';
import type { McpRegistry } from 'nest-mcp';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { OrdersResources } from './orders.resources.js';
import { OrdersService } from './orders.service.js';
import { StockService } from './stock.service.js';

const resourceUpdated = vi.fn<(uri: string) => void>();
let orders: OrdersService;
let resources: OrdersResources;

beforeEach(() => {
  Logger.overrideLogger(false);
  resourceUpdated.mockClear();
  orders = new OrdersService(new StockService());
  resources = new OrdersResources(orders, { resourceUpdated } as unknown as McpRegistry);
});

describe('the resources of the order desk', () => {
  it('sum up all orders', () => {
    const counts = Object.values(resources.summary()).reduce((sum, count) => sum + count, 0);
    expect(counts).toBe(orders.count);
    expect(resources.summary()).toMatchObject({ cancelled: 4, refunded: 1 });
  });

  it.each(['A-1001', 'a-1001'])('show an order by its number: %s', (number) => {
    expect(resources.order({ number })).toBe(orders.find('A-1001'));
  });

  it.each(['A-9999', '../etc/passwd', ''])('do not show the order %o', (number) => {
    expect(() => resources.order({ number })).toThrow(NotFoundException);
  });

  it.each([
    ['a-104', ['A-1040']],
    ['X', []],
  ])('complete the number %s', (value, numbers) => {
    expect(resources.numbers({ value })).toEqual(numbers);
  });

  it('are said to be changed when an order is placed or refunded, until the end', () => {
    resources.onModuleInit();
    orders.refund('A-1001', 'broken');
    const { number } = orders.place({ customerId: 'acme', lines: [{ sku: 'KB-75', quantity: 1 }] });
    expect(resourceUpdated.mock.calls.flat()).toEqual([
      'orders://summary',
      'orders://by-number/A-1001',
      'orders://summary',
      `orders://by-number/${number}`,
    ]);
    resourceUpdated.mockClear();
    resources.onModuleDestroy();
    orders.refund('A-1002', 'late');
    expect(resourceUpdated).not.toHaveBeenCalled();
  });
});
