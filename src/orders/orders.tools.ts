import { Injectable } from '@nestjs/common';
import { type McpContext, Tool } from 'nest-mcp';

import { toCsv } from './orders.csv.js';
import {
  ExportOrders,
  FindOrder,
  FoundOrders,
  Order,
  PlaceOrder,
  SearchOrders,
} from './orders.schemas.js';
import { OrdersService } from './orders.service.js';

/** The order desk for MCP clients. */
@Injectable()
export class OrdersTools {
  constructor(private readonly orders: OrdersService) {}

  @Tool({
    name: 'find_order',
    title: 'Find an order',
    description: 'Finds one order by its number',
    input: FindOrder,
    output: Order,
    annotations: { readOnlyHint: true, openWorldHint: false },
  })
  findOrder({ number }: FindOrder): Order {
    return this.orders.find(number);
  }

  @Tool({
    name: 'search_orders',
    title: 'Search orders',
    description: 'Lists orders of a customer, in a status or with a text, the latest first',
    input: SearchOrders,
    output: FoundOrders,
    annotations: { readOnlyHint: true, openWorldHint: false },
  })
  searchOrders(wanted: SearchOrders): FoundOrders {
    return this.orders.search(wanted);
  }

  @Tool({
    name: 'place_order',
    title: 'Place an order',
    description: 'Places an order for a known customer, as far as products are in stock',
    input: PlaceOrder,
    output: Order,
    annotations: {
      readOnlyHint: false,
      destructiveHint: false,
      idempotentHint: false,
      openWorldHint: false,
    },
  })
  placeOrder(order: PlaceOrder): Order {
    return this.orders.place(order);
  }

  @Tool({
    name: 'export_orders',
    title: 'Export all orders',
    description: 'Gives all orders as CSV or JSON text; takes a while and reports its progress',
    input: ExportOrders,
    annotations: { readOnlyHint: true, openWorldHint: false },
  })
  async exportOrders({ format }: ExportOrders, ctx: McpContext): Promise<string> {
    const total = this.orders.count;
    const exported: Order[] = [];
    for await (const chunk of this.orders.exportAll(ctx.signal)) {
      exported.push(...chunk);
      await ctx.progress(exported.length, total, `${exported.length} of ${total} orders`);
    }
    return format === 'csv' ? toCsv(exported) : JSON.stringify(exported);
  }
}
