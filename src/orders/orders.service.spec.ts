import { BadRequestException, ConflictException, Logger, NotFoundException } from '@nestjs/common';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { seedOrders } from './orders.data.js';
import type { Order } from './orders.schemas.js';
import { OrdersService } from './orders.service.js';
import { StockService } from './stock.service.js';

// The export waits between its chunks; here it only does what the signal says.
vi.mock('node:timers/promises', () => ({
  setTimeout: async (_ms: number, _value: undefined, { signal }: { signal?: AbortSignal }) =>
    signal?.throwIfAborted(),
}));

let orders: OrdersService;

beforeEach(() => {
  Logger.overrideLogger(false);
  orders = new OrdersService(new StockService());
});

describe('find', () => {
  it('gives an order by its number', () => {
    expect(orders.find('A-1005')).toMatchObject({ number: 'A-1005', customerId: 'gruber' });
  });

  it('says what to do about an order that does not exist', () => {
    expect(() => orders.find('A-9999')).toThrow(
      new NotFoundException(
        'There is no order A-9999. Search by customer, status or text to find its number',
      ),
    );
  });
});

describe('search', () => {
  it('gives the latest orders first, as many as wanted, and counts all', () => {
    const { total, orders: found } = orders.search({ limit: 3 });
    expect(total).toBe(40);
    expect(found.map(({ number }) => number)).toEqual(['A-1040', 'A-1039', 'A-1038']);
  });

  it.each([
    ['id', 'fjord'],
    ['name, in any case', '& SONS'],
  ])('finds customers by %s', (_, customer) => {
    const { total, orders: found } = orders.search({ customer, limit: 100 });
    expect(total).toBeGreaterThan(0);
    expect(found.every(({ customerId }) => customerId === 'fjord')).toBe(true);
  });

  it('finds by status', () => {
    const { orders: found } = orders.search({ status: 'packed', limit: 100 });
    expect(found.map(({ status }) => status)).toEqual(Array(5).fill('packed'));
  });

  it.each([
    ['a product', 'standing desk'],
    ['a product number', 'ds-120'],
    ['an order number', 'a-1004'],
    ['a note', 'side entrance'],
  ])('finds %s by text', (_, text) => {
    expect(orders.search({ text, limit: 1 }).total).toBeGreaterThan(0);
  });

  it('wants all criteria at once', () => {
    const wanted = { customer: 'acme', status: 'cancelled' as const, limit: 20 };
    expect(orders.search(wanted).orders.map(({ number }) => number)).toEqual(['A-1026']);
    expect(orders.search({ ...wanted, text: 'webcam' })).toEqual({ total: 0, orders: [] });
  });
});

describe('place', () => {
  const order = { customerId: 'acme', lines: [{ sku: 'KB-75', quantity: 2 }] };

  it('adds a pending order with the next number', () => {
    vi.useFakeTimers({ now: new Date('2026-04-01T12:00Z') });
    const placed = orders.place({ ...order, note: 'Call first' });
    vi.useRealTimers();
    expect(placed).toMatchObject({
      number: 'A-1041',
      customerName: 'Acme Tools Ltd',
      status: 'pending',
      placedAt: '2026-04-01T12:00:00.000Z',
      totalCents: 17_800,
      note: 'Call first',
    });
    expect(orders.find('A-1041')).toEqual(placed);
    expect(orders.search({ limit: 1 }).orders).toEqual([placed]);
  });

  it('takes the products out of stock', () => {
    orders.place({ ...order, lines: [{ sku: 'KB-75', quantity: 40 }] });
    expect(() => orders.place(order)).toThrow(ConflictException);
  });

  it('refuses customers that nobody knows, and takes nothing out of stock for them', () => {
    const stranger = { customerId: 'nobody', lines: [{ sku: 'KB-75', quantity: 40 }] };
    expect(() => orders.place(stranger)).toThrow(BadRequestException);
    expect(() => orders.place(stranger)).toThrow(/^There is no customer nobody\. .*acme, bright/);
    expect(orders.place(order).number).toBe('A-1041');
  });

  it('leaves no order behind when it fails', () => {
    expect(() => orders.place({ ...order, lines: [{ sku: 'DS-120', quantity: 1 }] })).toThrow();
    expect(orders.count).toBe(40);
  });
});

describe('exportAll', () => {
  it('gives all orders, the oldest first, in chunks', async () => {
    const chunks: Order[][] = [];
    for await (const chunk of orders.exportAll()) chunks.push(chunk);
    expect(chunks.map((chunk) => chunk.length)).toEqual(Array(8).fill(5));
    expect(chunks.flat()).toEqual(seedOrders());
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const exporting = orders.exportAll(stop.signal);
    await exporting.next();
    stop.abort(new Error('enough'));
    await expect(exporting.next()).rejects.toThrow('enough');
  });

  it('leaves out orders that are placed meanwhile', async () => {
    const exporting = orders.exportAll();
    const first = await exporting.next();
    orders.place({ customerId: 'acme', lines: [{ sku: 'KB-75', quantity: 1 }] });
    let count = first.value?.length ?? 0;
    for await (const chunk of exporting) count += chunk.length;
    expect(count).toBe(40);
  });
});
