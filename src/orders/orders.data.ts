import { createOrder, type OrderDraft } from './order.factory.js';
import type { Order, OrderStatus } from './orders.schemas.js';

type Row = readonly [
  number: string,
  customerId: string,
  status: OrderStatus,
  placedAt: string,
  lines: OrderDraft['lines'],
  note?: string,
];

// prettier-ignore
const ROWS: readonly Row[] = [
  ['A-1001', 'castello', 'delivered', '2026-01-07T08:12Z', [['MN-27', 5], ['ST-01', 6]]],
  ['A-1002', 'castello', 'delivered', '2026-01-08T02:36Z', [['MN-34', 2]]],
  ['A-1003', 'acme', 'delivered', '2026-01-10T05:27Z', [['DS-120', 1], ['CB-USBC', 18]]],
  ['A-1004', 'brightwater', 'delivered', '2026-01-12T09:06Z', [['HS-05', 3]], 'Deliver to the side entrance'],
  ['A-1005', 'gruber', 'delivered', '2026-01-13T16:03Z', [['KB-75', 5]]],
  ['A-1006', 'gruber', 'delivered', '2026-01-14T13:07Z', [['ST-01', 1], ['MN-34', 1], ['DK-01', 1]]],
  ['A-1007', 'dunmore', 'cancelled', '2026-01-17T08:49Z', [['MS-20', 4], ['KB-104', 1], ['DK-01', 6]]],
  ['A-1008', 'acme', 'delivered', '2026-01-18T02:23Z', [['CB-USBC', 6], ['CM-1080', 6]]],
  ['A-1009', 'dunmore', 'delivered', '2026-01-19T22:33Z', [['KB-104', 4], ['DK-01', 6], ['CB-USBC', 20]]],
  ['A-1010', 'acme', 'delivered', '2026-01-21T14:11Z', [['CM-1080', 6], ['KB-75', 6]], 'Call before delivery'],
  ['A-1011', 'acme', 'delivered', '2026-01-24T12:23Z', [['MN-34', 2], ['DS-120', 2]]],
  ['A-1012', 'dunmore', 'refunded', '2026-01-25T13:38Z', [['MN-34', 1], ['DS-120', 1]]],
  ['A-1013', 'fjord', 'delivered', '2026-01-28T03:32Z', [['KB-75', 1], ['CM-1080', 2]]],
  ['A-1014', 'brightwater', 'delivered', '2026-01-29T15:34Z', [['MS-20', 1], ['CB-USBC', 18]]],
  ['A-1015', 'castello', 'delivered', '2026-01-30T11:38Z', [['KB-75', 3], ['DK-01', 4]], 'Follows A-1002'],
  ['A-1016', 'castello', 'delivered', '2026-02-01T11:18Z', [['CM-1080', 4]]],
  ['A-1017', 'brightwater', 'delivered', '2026-02-02T09:39Z', [['HS-05', 6], ['DS-120', 2]]],
  ['A-1018', 'gruber', 'cancelled', '2026-02-05T07:49Z', [['CM-1080', 2], ['MN-34', 1]]],
  ['A-1019', 'elverum', 'delivered', '2026-02-07T16:03Z', [['KB-75', 2], ['MN-27', 2], ['MN-34', 1]]],
  ['A-1020', 'castello', 'delivered', '2026-02-08T03:18Z', [['KB-104', 5], ['MN-34', 1], ['CM-1080', 1]]],
  ['A-1021', 'elverum', 'delivered', '2026-02-10T21:08Z', [['ST-01', 2], ['KB-104', 5]]],
  ['A-1022', 'brightwater', 'delivered', '2026-02-12T12:39Z', [['MN-27', 4], ['ST-01', 6]], 'Gift for the new colleague'],
  ['A-1023', 'fjord', 'shipped', '2026-02-14T01:57Z', [['KB-75', 5], ['MN-27', 6], ['MN-34', 2]]],
  ['A-1024', 'acme', 'shipped', '2026-02-16T13:10Z', [['CM-1080', 1], ['MN-27', 6]]],
  ['A-1025', 'dunmore', 'shipped', '2026-02-18T18:11Z', [['CM-1080', 3]]],
  ['A-1026', 'acme', 'cancelled', '2026-02-19T11:26Z', [['DK-01', 4]]],
  ['A-1027', 'acme', 'shipped', '2026-02-21T08:02Z', [['DS-120', 2], ['MN-27', 4], ['KB-75', 5]]],
  ['A-1028', 'castello', 'shipped', '2026-02-24T02:27Z', [['CB-USBC', 18]], 'Customer asked for an invoice by post'],
  ['A-1029', 'fjord', 'shipped', '2026-02-25T11:07Z', [['CB-USBC', 1], ['MS-10', 6]]],
  ['A-1030', 'dunmore', 'shipped', '2026-02-26T06:04Z', [['KB-75', 1]]],
  ['A-1031', 'castello', 'packed', '2026-02-28T01:16Z', [['KB-104', 2], ['MN-34', 2]]],
  ['A-1032', 'elverum', 'packed', '2026-03-02T22:06Z', [['HS-05', 1], ['CB-USBC', 7], ['ST-01', 5]]],
  ['A-1033', 'castello', 'packed', '2026-03-05T03:49Z', [['CB-USBC', 3], ['MS-20', 4]]],
  ['A-1034', 'castello', 'packed', '2026-03-06T08:54Z', [['MS-10', 1], ['ST-01', 6]], 'Leave at the reception'],
  ['A-1035', 'fjord', 'packed', '2026-03-07T13:38Z', [['ST-01', 6]]],
  ['A-1036', 'elverum', 'pending', '2026-03-10T10:05Z', [['MS-10', 2], ['KB-75', 4]]],
  ['A-1037', 'elverum', 'cancelled', '2026-03-11T23:36Z', [['KB-75', 6]]],
  ['A-1038', 'brightwater', 'pending', '2026-03-13T06:05Z', [['MN-34', 1]]],
  ['A-1039', 'castello', 'pending', '2026-03-13T15:28Z', [['MN-27', 6], ['MS-20', 4]], 'Please ship together with A-1040'],
  ['A-1040', 'castello', 'pending', '2026-03-14T15:01Z', [['CM-1080', 6]]],
];

/** The orders of a desk that has just opened; each call gives new objects. */
export function seedOrders(): Order[] {
  return ROWS.map(([number, customerId, status, placedAt, lines, note]) =>
    createOrder({ number, customerId, status, placedAt: new Date(placedAt), lines, note }),
  );
}
