import {
  Body,
  Controller,
  Get,
  Param,
  Post,
  Query,
  StandardSchemaValidationPipe,
  UsePipes,
} from '@nestjs/common';

import {
  type FoundOrders,
  type Order,
  OrderNumber,
  PlaceOrder,
  SearchOrdersQuery,
  type SearchOrders,
} from './orders.schemas.js';
import { OrdersService } from './orders.service.js';

/** The order desk for REST clients. */
@Controller('orders')
@UsePipes(StandardSchemaValidationPipe)
export class OrdersController {
  constructor(private readonly orders: OrdersService) {}

  @Get()
  search(@Query({ schema: SearchOrdersQuery }) query: SearchOrders): FoundOrders {
    return this.orders.search(query);
  }

  @Get(':number')
  find(@Param('number', { schema: OrderNumber }) number: string): Order {
    return this.orders.find(number);
  }

  @Post()
  place(@Body({ schema: PlaceOrder }) order: PlaceOrder): Order {
    return this.orders.place(order);
  }
}
