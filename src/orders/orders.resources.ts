import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Complete, McpRegistry, Resource, ResourceTemplate } from 'nest-mcp';
import type { Subscription } from 'rxjs';

import { OrderNumber, type Order, type OrdersSummary } from './orders.schemas.js';
import { OrdersService } from './orders.service.js';

const SUMMARY = 'orders://summary';
const BY_NUMBER = 'orders://by-number/{number}';

/** What MCP clients may read, and hear of when it changes. */
@Injectable()
export class OrdersResources implements OnModuleInit, OnModuleDestroy {
  private changes: Subscription | undefined;

  constructor(
    private readonly orders: OrdersService,
    private readonly registry: McpRegistry,
  ) {}

  onModuleInit(): void {
    this.changes = this.orders.changed.subscribe(({ number }) => {
      this.registry.resourceUpdated(SUMMARY);
      this.registry.resourceUpdated(BY_NUMBER.replace('{number}', number));
    });
  }

  onModuleDestroy(): void {
    this.changes?.unsubscribe();
  }

  @Resource({
    uri: SUMMARY,
    name: 'orders_summary',
    title: 'Orders by status',
    description: 'How many orders are in each status',
    mimeType: 'application/json',
  })
  summary(): OrdersSummary {
    return this.orders.summary();
  }

  @ResourceTemplate({
    uriTemplate: BY_NUMBER,
    name: 'order',
    title: 'An order',
    description: 'One order by its number',
    mimeType: 'application/json',
  })
  order({ number }: { number: string }): Order {
    return this.orders.find(OrderNumber.catch(number).parse(number));
  }

  @Complete({ uriTemplate: BY_NUMBER, variable: 'number' })
  numbers({ value }: { value: string }): string[] {
    return this.orders.numbersWith(value);
  }
}
