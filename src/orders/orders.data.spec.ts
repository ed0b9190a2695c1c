import { describe, expect, it } from 'vitest';

import { CUSTOMERS } from './customers.data.js';
import { seedOrders } from './orders.data.js';
import { Order, OrderNumber, OrderStatus } from './orders.schemas.js';

describe('the embedded orders', () => {
  const orders = seedOrders();

  it('are forty, numbered without gaps from the oldest to the latest', () => {
    expect(orders.map(({ number }) => number)).toEqual(
      Array.from({ length: 40 }, (_, index) => `A-${1_001 + index}`),
    );
    const dates = orders.map(({ placedAt }) => placedAt);
    expect(dates).toEqual(dates.toSorted());
  });

  it.each(orders)('have $number as the schema wants it', (order) => {
    expect(Order.parse(order)).toEqual(order);
    expect(OrderNumber.parse(order.number)).toBe(order.number);
  });

  it('cover every customer and status', () => {
    expect(new Set(orders.map(({ customerId }) => customerId)).size).toBe(CUSTOMERS.length);
    expect(new Set(orders.map(({ status }) => status)).size).toBe(OrderStatus.options.length);
  });

  it('are the same each time, as objects of their own', () => {
    expect(seedOrders()).toEqual(orders);
    expect(seedOrders()[0]).not.toBe(orders[0]);
  });
});
