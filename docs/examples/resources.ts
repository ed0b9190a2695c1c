import 'reflect-metadata';
import { Injectable, NotFoundException } from '@nestjs/common';
import { Complete, McpRegistry, Resource, ResourceTemplate } from 'nest-mcp';

// #region resource
@Injectable()
export class OrderResources {
  @Resource({
    uri: 'orders://summary',
    description: 'How many orders there are',
    cache: { ttlMs: 60_000, cacheScope: 'public' },
  })
  summary() {
    return { open: 3, shipped: 12 };
  }

  @Resource({ uri: 'orders://logo', mimeType: 'image/png' })
  logo(): Uint8Array {
    return Uint8Array.of(0x89, 0x50, 0x4e, 0x47);
  }
}
// #endregion

const ORDERS = new Map([['A-1', { number: 'A-1', total: 12.5 }]]);

// #region template
@Injectable()
export class OrderTemplates {
  @ResourceTemplate({ uriTemplate: 'orders://by-number/{number}', name: 'order' })
  order({ number }: { number: string }) {
    const order = ORDERS.get(number);
    if (!order) throw new NotFoundException(`There is no order ${number}`);
    return order;
  }

  @Complete({ uriTemplate: 'orders://by-number/{number}', variable: 'number' })
  numbers({ value }: { value: string }): string[] {
    return [...ORDERS.keys()].filter((number) => number.startsWith(value));
  }
}
// #endregion

// #region updates
@Injectable()
export class OrderEvents {
  constructor(private readonly registry: McpRegistry) {}

  shipped(number: string): void {
    this.registry.resourceUpdated('orders://summary');
    this.registry.resourceUpdated(`orders://by-number/${number}`);
  }

  openYear(year: number): void {
    this.registry.addResource({ uri: `orders://${year}`, name: `orders of ${year}` }, () => []);
  }
}
// #endregion
