import type { McpContext } from 'nest-mcp';
import { Logger } from '@nestjs/common';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { FoundOrders, Order } from './orders.schemas.js';
import { OrdersService } from './orders.service.js';
import { OrdersTools } from './orders.tools.js';
import { StockService } from './stock.service.js';

vi.mock('node:timers/promises', () => ({
  setTimeout: async (_ms: number, _value: undefined, { signal }: { signal?: AbortSignal }) =>
    signal?.throwIfAborted(),
}));

let tools: OrdersTools;
let orders: OrdersService;

beforeEach(() => {
  Logger.overrideLogger(false);
  orders = new OrdersService(new StockService());
  tools = new OrdersTools(orders);
});

function contextWith(signal = new AbortController().signal) {
  const progress = vi.fn<McpContext['progress']>(async () => {});
  return { ctx: { signal, progress } as unknown as McpContext, progress };
}

describe('OrdersTools', () => {
  it('finds what the service finds, as its output schema says', () => {
    const order = tools.findOrder({ number: 'A-1001' });
    expect(order).toBe(orders.find('A-1001'));
    expect(Order.safeParse(order).success).toBe(true);
  });

  it('searches as the service does, as its output schema says', () => {
    const found = tools.searchOrders({ customer: 'acme', limit: 2 });
    expect(found).toEqual(orders.search({ customer: 'acme', limit: 2 }));
    expect(FoundOrders.safeParse(found).success).toBe(true);
  });

  it('places orders with the service', () => {
    const order = tools.placeOrder({ customerId: 'acme', lines: [{ sku: 'KB-75', quantity: 1 }] });
    expect(orders.find(order.number)).toBe(order);
  });
});

describe('export_orders', () => {
  it('gives all orders as CSV', async () => {
    const csv = await tools.exportOrders({ format: 'csv' }, contextWith().ctx);
    expect(csv.trimEnd().split('\r\n')).toHaveLength(41);
  });

  it('gives all orders as JSON', async () => {
    const json = await tools.exportOrders({ format: 'json' }, contextWith().ctx);
    expect(JSON.parse(json)).toHaveLength(40);
  });

  it('reports progress that grows up to the total', async () => {
    const { ctx, progress } = contextWith();
    await tools.exportOrders({ format: 'csv' }, ctx);
    expect(progress.mock.calls.map(([done]) => done)).toEqual([5, 10, 15, 20, 25, 30, 35, 40]);
    expect(progress).toHaveBeenLastCalledWith(40, 40, '40 of 40 orders');
  });

  it('stops when the call is cancelled', async () => {
    const stop = new AbortController();
    const { ctx, progress } = contextWith(stop.signal);
    progress.mockImplementationOnce(async () => stop.abort(new Error('cancelled')));
    await expect(tools.exportOrders({ format: 'csv' }, ctx)).rejects.toThrow('cancelled');
    expect(progress).toHaveBeenCalledOnce();
  });
});
