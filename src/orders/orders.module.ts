import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { json } from 'express';

import { OrdersController } from './orders.controller.js';
import { OrdersService } from './orders.service.js';
import { OrdersTools } from './orders.tools.js';
import { StockService } from './stock.service.js';

const LARGEST_BODY = '100kb';

@Module({
  controllers: [OrdersController],
  providers: [OrdersService, StockService, OrdersTools],
  exports: [OrdersService],
})
export class OrdersModule implements NestModule {
  // The application reads no bodies by itself, because the MCP endpoint reads its own.
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(json({ limit: LARGEST_BODY })).forRoutes(OrdersController);
  }
}
