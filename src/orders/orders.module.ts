import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';

import { OrdersController } from './orders.controller.js';
import { OrdersPrompts } from './orders.prompts.js';
import { OrdersResources } from './orders.resources.js';
import { OrdersService } from './orders.service.js';
import { OrdersTools } from './orders.tools.js';
import { RefundsTools } from './refunds.tools.js';
import { StockService } from './stock.service.js';

const LARGEST_BODY = '100kb';

@Module({
  controllers: [OrdersController],
  providers: [
    OrdersService,
    StockService,
    OrdersTools,
    RefundsTools,
    OrdersResources,
    OrdersPrompts,
  ],
  exports: [OrdersService],
})
export class OrdersModule implements NestModule {
  /** Only HTTP comes here, so that nothing else loads Express. */
  async configure(consumer: MiddlewareConsumer): Promise<void> {
    const { json } = await import('express');
    // The application reads no bodies by itself, because the MCP endpoint reads its own.
    consumer.apply(json({ limit: LARGEST_BODY })).forRoutes(OrdersController);
  }
}
