import { Injectable } from '@nestjs/common';
import { Tool, type McpContext } from 'nest-mcp';

import { RefundConfirmation, RefundOrder } from './orders.schemas.js';
import { OrdersService } from './orders.service.js';

/** Money goes back only if a person says so. */
@Injectable()
export class RefundsTools {
  constructor(private readonly orders: OrdersService) {}

  @Tool({
    name: 'refund_order',
    title: 'Refund an order',
    description: 'Gives the price of a shipped or delivered order back, after the user agreed',
    input: RefundOrder,
    annotations: {
      readOnlyHint: false,
      destructiveHint: true,
      idempotentHint: false,
      openWorldHint: false,
    },
  })
  async refundOrder({ number }: RefundOrder, ctx: McpContext): Promise<string> {
    const { customerName, totalCents } = this.orders.refundable(number);
    const price = `${(totalCents / 100).toFixed(2)} EUR`;
    const answer = await ctx.elicit({
      message: `Refund ${price} of order ${number} to ${customerName}?`,
      schema: RefundConfirmation,
    });
    if (answer.action !== 'accept' || !answer.content.agreed) return 'Nothing was refunded.';
    this.orders.refund(number, answer.content.reason);
    return `Order ${number} is refunded: ${price} go back to ${customerName}.`;
  }
}
