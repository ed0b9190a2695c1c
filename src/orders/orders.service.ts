import { setTimeout } from 'node:timers/promises';

import {
  BadRequestException,
  ConflictException,
  Injectable,
  Logger,
  NotFoundException,
} from '@nestjs/common';
import { Subject } from 'rxjs';

import { CUSTOMERS } from './customers.data.js';
import { createOrder } from './order.factory.js';
import { seedOrders } from './orders.data.js';
import { matches } from './orders.filter.js';
import {
  OrderStatus,
  type FoundOrders,
  type Order,
  type OrdersSummary,
  type PlaceOrder,
  type SearchOrders,
} from './orders.schemas.js';
import { StockService } from './stock.service.js';

const FIRST_NUMBER = 1_001;
const EXPORT_CHUNK = 5;

/** Stands for the slow archive that a real desk would read from. */
const EXPORT_PAUSE_MS = 100;

/** The order desk: REST routes and MCP tools are two ways to it. */
@Injectable()
export class OrdersService {
  private readonly logger = new Logger(OrdersService.name);
  private readonly orders = new Map(seedOrders().map((order) => [order.number, order]));

  /** Each order that was placed or became another. */
  readonly changed = new Subject<Order>();

  constructor(private readonly stock: StockService) {}

  get count(): number {
    return this.orders.size;
  }

  /** @throws NotFoundException with a hint what to do instead */
  find(number: string): Order {
    const order = this.orders.get(number);
    if (order !== undefined) return order;
    throw new NotFoundException(
      `There is no order ${number}. Search by customer, status or text to find its number`,
    );
  }

  /** The orders that match everything given, the latest first. */
  search({ limit, ...wanted }: SearchOrders): FoundOrders {
    const found = [...this.orders.values()].filter((order) => matches(order, wanted)).toReversed();
    return { total: found.length, orders: found.slice(0, limit) };
  }

  /** How many orders are in each status. */
  summary(): OrdersSummary {
    const statuses = [...this.orders.values()].map(({ status }) => status);
    const counts = OrderStatus.options.map((status) => [
      status,
      statuses.filter((one) => one === status).length,
    ]);
    return Object.fromEntries(counts) as OrdersSummary;
  }

  /** Numbers that begin like this, for someone who types one. */
  numbersWith(start: string): string[] {
    return [...this.orders.keys()].filter((number) => number.startsWith(start.toUpperCase()));
  }

  /**
   * @throws BadRequestException for an unknown customer or product
   * @throws ConflictException if something isn't in stock
   */
  place({ customerId, lines, note }: PlaceOrder): Order {
    if (!CUSTOMERS.some(({ id }) => id === customerId)) {
      const known = CUSTOMERS.map(({ id }) => id).join(', ');
      throw new BadRequestException(`There is no customer ${customerId}. Customers are ${known}`);
    }
    this.stock.reserve(lines);
    const order = createOrder({
      number: `A-${FIRST_NUMBER + this.orders.size}`,
      customerId,
      status: 'pending',
      placedAt: new Date(),
      lines: lines.map(({ sku, quantity }) => [sku, quantity] as const),
      note,
    });
    this.keep(order);
    this.logger.log(`Order ${order.number} of ${customerId} was placed`);
    return order;
  }

  /**
   * An order whose price can be given back.
   *
   * @throws NotFoundException
   * @throws ConflictException if it was never sent, or was refunded already
   */
  refundable(number: string): Order {
    const order = this.find(number);
    if (order.status === 'shipped' || order.status === 'delivered') return order;
    throw new ConflictException(
      `Order ${number} is ${order.status}. Only shipped and delivered orders can be refunded`,
    );
  }

  /** @throws as `refundable` does */
  refund(number: string, reason: string): Order {
    const refunded: Order = { ...this.refundable(number), status: 'refunded' };
    this.keep(refunded);
    this.logger.log(`Order ${number} was refunded: ${reason}`);
    return refunded;
  }

  /** All orders of this moment, the oldest first, a few at a time. */
  async *exportAll(signal?: AbortSignal): AsyncGenerator<Order[], void, undefined> {
    const all = [...this.orders.values()];
    for (let start = 0; start < all.length; start += EXPORT_CHUNK) {
      await setTimeout(EXPORT_PAUSE_MS, undefined, { signal });
      yield all.slice(start, start + EXPORT_CHUNK);
    }
  }

  private keep(order: Order): void {
    this.orders.set(order.number, order);
    this.changed.next(order);
  }
}
