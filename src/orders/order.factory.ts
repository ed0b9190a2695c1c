import { CUSTOMERS } from './customers.data.js';
import type { Order, OrderStatus } from './orders.schemas.js';
import { PRODUCTS } from './products.data.js';

/** An order without what products and customers add to it. */
export interface OrderDraft {
  readonly number: string;
  readonly customerId: string;
  readonly status: OrderStatus;
  readonly placedAt: Date;
  readonly lines: readonly (readonly [sku: string, quantity: number])[];
  readonly note?: string | undefined;
}

/** Completes an order with names and prices. The draft names known customers and products only. */
export function createOrder(draft: OrderDraft): Order {
  const { number, customerId, status, placedAt, note } = draft;
  const lines = draft.lines.map(([sku, quantity]) => {
    const { name, priceCents } = known(PRODUCTS, (product) => product.sku === sku, sku);
    return { sku, name, quantity, priceCents };
  });
  return {
    number,
    customerId,
    customerName: known(CUSTOMERS, ({ id }) => id === customerId, customerId).name,
    status,
    placedAt: placedAt.toISOString(),
    lines,
    totalCents: lines.reduce((sum, line) => sum + line.quantity * line.priceCents, 0),
    ...(note !== undefined && { note }),
  };
}

function known<Entry>(all: readonly Entry[], is: (entry: Entry) => boolean, name: string): Entry {
  const entry = all.find(is);
  if (entry === undefined) throw new Error(`The order desk's data lacks ${name}`);
  return entry;
}
