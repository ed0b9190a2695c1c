import { describe, expect, it } from 'vitest';

import { toCsv } from './orders.csv.js';
import type { Order } from './orders.schemas.js';

const ORDER: Order = {
  number: 'A-2000',
  customerId: 'acme',
  customerName: 'Acme Tools Ltd',
  status: 'pending',
  placedAt: '2026-03-01T10:00:00.000Z',
  lines: [],
  totalCents: 1_250,
};

const lastField = (note: string) =>
  toCsv([{ ...ORDER, note }])
    .split('Z,1250,')[1]
    ?.replace(/\r\n$/, '');

describe('toCsv', () => {
  it('gives a heading and a line for each order', () => {
    expect(toCsv([ORDER])).toBe(
      'number,customer,status,placedAt,totalCents,note\r\n' +
        'A-2000,Acme Tools Ltd,pending,2026-03-01T10:00:00.000Z,1250,\r\n',
    );
  });

  it.each([
    ['one, two', '"one, two"'],
    ['a "b"', '"a ""b"""'],
    ['two\nlines', '"two\nlines"'],
  ])('quotes %j', (note, field) => {
    expect(lastField(note)).toBe(field);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)'])('keeps spreadsheets from running %s', (note) => {
    expect(lastField(note)).toBe(`'${note}`);
  });
});
