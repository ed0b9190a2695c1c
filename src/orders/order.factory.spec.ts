import { describe, expect, it } from 'vitest';

import { createOrder, type OrderDraft } from './order.factory.js';

const DRAFT: OrderDraft = {
  number: 'A-2000',
  customerId: 'acme',
  status: 'pending',
  placedAt: new Date('2026-03-01T10:00Z'),
  lines: [
    ['KB-75', 2],
    ['CB-USBC', 10],
  ],
};

describe('createOrder', () => {
  it('adds names, prices and the total', () => {
    expect(createOrder(DRAFT)).toEqual({
      number: 'A-2000',
      customerId: 'acme',
      customerName: 'Acme Tools Ltd',
      status: 'pending',
      placedAt: '2026-03-01T10:00:00.000Z',
      lines: [
        { sku: 'KB-75', name: 'Compact keyboard', quantity: 2, priceCents: 8_900 },
        { sku: 'CB-USBC', name: 'USB-C cable 2 m', quantity: 10, priceCents: 1_290 },
      ],
      totalCents: 30_700,
    });
  });

  it('keeps a note', () => {
    expect(createOrder({ ...DRAFT, note: 'Call first' }).note).toBe('Call first');
  });

  it.each<[string, Partial<OrderDraft>]>([
    ['nobody', { customerId: 'nobody' }],
    ['XX-1', { lines: [['XX-1', 1]] }],
  ])('refuses %s, which the data lacks', (name, part) => {
    expect(() => createOrder({ ...DRAFT, ...part })).toThrow(`data lacks ${name}`);
  });
});
