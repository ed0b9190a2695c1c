import type { Order } from './orders.schemas.js';

const COLUMNS = ['number', 'customer', 'status', 'placedAt', 'totalCents', 'note'];

/** Orders as CSV (RFC 4180), a line for each. */
export function toCsv(orders: readonly Order[]): string {
  const rows = orders.map(({ number, customerName, status, placedAt, totalCents, note = '' }) =>
    [number, customerName, status, placedAt, String(totalCents), note].map(quote),
  );
  return [COLUMNS, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

function quote(value: string): string {
  // Spreadsheets run text that begins like a formula, and anyone can write a note.
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
