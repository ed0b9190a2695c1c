import type { Order, SearchOrders } from './orders.schemas.js';

/** Whether an order matches everything that is given; letter case doesn't count. */
export function matches(order: Order, wanted: Omit<SearchOrders, 'limit'>): boolean {
  const { customer, status, text } = wanted;
  return (
    (customer === undefined || contains([order.customerId, order.customerName], customer)) &&
    (status === undefined || order.status === status) &&
    (text === undefined || contains(searchable(order), text))
  );
}

function searchable({ number, note = '', lines }: Order): string[] {
  return [number, note, ...lines.flatMap(({ sku, name }) => [sku, name])];
}

function contains(values: readonly string[], part: string): boolean {
  const wanted = part.toLowerCase();
  return values.some((value) => value.toLowerCase().includes(wanted));
}
