import { Injectable } from '@nestjs/common';
import { Complete, Prompt } from 'nest-mcp';

import { ReplyToCustomer, TONES } from './orders.schemas.js';
import { OrdersService } from './orders.service.js';

/** Messages that a user of an MCP client can pick. */
@Injectable()
export class OrdersPrompts {
  constructor(private readonly orders: OrdersService) {}

  @Prompt({
    name: 'reply_to_customer',
    title: 'Reply to a customer',
    description: 'Drafts an answer to a question about an order',
    input: ReplyToCustomer,
  })
  reply({ number, question, tone }: ReplyToCustomer) {
    const order = this.orders.find(number);
    return [
      {
        role: 'user' as const,
        content: {
          type: 'resource' as const,
          resource: {
            uri: `orders://by-number/${number}`,
            mimeType: 'application/json',
            text: JSON.stringify(order),
          },
        },
      },
      {
        role: 'user' as const,
        content: {
          type: 'text' as const,
          text: `Draft a ${tone} reply to ${order.customerName}, who asks of this order: ${question}`,
        },
      },
    ];
  }

  @Complete({ prompt: 'reply_to_customer', argument: 'number' })
  numbers({ value }: { value: string }): string[] {
    return this.orders.numbersWith(value);
  }

  @Complete({ prompt: 'reply_to_customer', argument: 'tone' })
  tones({ value }: { value: string }): string[] {
    return TONES.filter((tone) => tone.startsWith(value));
  }
}
