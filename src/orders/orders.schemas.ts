import { z } from 'zod';

const USUAL_PAGE = 20;
const LARGEST_PAGE = 100;
const LARGEST_QUANTITY = 1_000;
const MOST_ITEMS = 50;

export const OrderNumber = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^A-\d{4,6}$/, 'must look like A-1001')
  .describe('Number of an order, such as A-1001');

export const OrderStatus = z.enum([
  'pending',
  'packed',
  'shipped',
  'delivered',
  'cancelled',
  'refunded',
]);

export const OrderLine = z.object({
  sku: z.string(),
  name: z.string(),
  quantity: z.int().min(1),
  priceCents: z.int().min(0).describe('Price of one piece in euro cents'),
});

export const Order = z.object({
  number: z.string(),
  customerId: z.string(),
  customerName: z.string(),
  status: OrderStatus,
  placedAt: z.string().describe('Date and time in ISO 8601'),
  lines: z.array(OrderLine),
  totalCents: z.int().min(0).describe('Price of the whole order in euro cents'),
  note: z.string().optional(),
});

export const FindOrder = z.object({ number: OrderNumber });

const Limit = z.int().min(1).max(LARGEST_PAGE).describe('Most orders to give back');

export const SearchOrders = z.object({
  customer: z.string().trim().min(1).optional().describe('Part of the name or id of a customer'),
  status: OrderStatus.optional(),
  text: z.string().trim().min(1).optional().describe('Part of a product, number or note'),
  limit: Limit.default(USUAL_PAGE),
});

/** The same for a query string, where everything is text. */
export const SearchOrdersQuery = SearchOrders.extend({
  limit: z.coerce.number().pipe(Limit).default(USUAL_PAGE),
});

export const FoundOrders = z.object({
  total: z.int().min(0).describe('How many orders match, also beyond the limit'),
  orders: z.array(Order).describe('The latest first'),
});

export const PlaceOrder = z.object({
  customerId: z.string().trim().min(1).describe('Id of a known customer, such as acme'),
  lines: z
    .array(
      z.object({
        sku: z.string().trim().toUpperCase().describe('Product, such as KB-75'),
        quantity: z.int().min(1).max(LARGEST_QUANTITY),
      }),
    )
    .min(1)
    .max(MOST_ITEMS),
  note: z.string().trim().max(200).optional().describe('Remark for the warehouse'),
});

export const RefundOrder = z.object({ number: OrderNumber });

export const RefundConfirmation = z.object({
  agreed: z.boolean().describe('Give the money back'),
  reason: z.string().max(200).default('not given').describe('Why the customer gets it back'),
});

export const OrdersSummary = z.record(OrderStatus, z.int().min(0));

export const TONES = ['friendly', 'formal', 'brief'] as const;

export const ReplyToCustomer = z.object({
  number: OrderNumber,
  question: z.string().min(1).describe('What the customer wants to know'),
  tone: z.enum(TONES).default('friendly').describe('How the reply should sound'),
});

export const ExportOrders = z.object({
  format: z.enum(['csv', 'json']).default('csv'),
});

export type Order = z.infer<typeof Order>;
export type OrderStatus = z.infer<typeof OrderStatus>;
export type FindOrder = z.infer<typeof FindOrder>;
export type SearchOrders = z.infer<typeof SearchOrders>;
export type FoundOrders = z.infer<typeof FoundOrders>;
export type PlaceOrder = z.infer<typeof PlaceOrder>;
export type RefundOrder = z.infer<typeof RefundOrder>;
export type RefundConfirmation = z.infer<typeof RefundConfirmation>;
export type OrdersSummary = z.infer<typeof OrdersSummary>;
export type ReplyToCustomer = z.infer<typeof ReplyToCustomer>;
export type ExportOrders = z.infer<typeof ExportOrders>;
