import { NotFoundException } from '@nestjs/common';
import { beforeEach, describe, expect, it } from 'vitest';

import { OrdersPrompts } from './orders.prompts.js';
import { OrdersService } from './orders.service.js';
import { StockService } from './stock.service.js';

const question = 'Where is it?';
let orders: OrdersService;
let prompts: OrdersPrompts;

beforeEach(() => {
  orders = new OrdersService(new StockService());
  prompts = new OrdersPrompts(orders);
});

describe('reply_to_customer', () => {
  it('carries the order and what is to be answered', () => {
    const [order, task] = prompts.reply({ number: 'A-1001', question, tone: 'formal' });
    expect(order?.content).toMatchObject({
      resource: { uri: 'orders://by-number/A-1001', text: JSON.stringify(orders.find('A-1001')) },
    });
    expect(task?.content).toEqual({
      type: 'text',
      text: `Draft a formal reply to Castello Architects, who asks of this order: ${question}`,
    });
  });

  it('needs an order that there is', () => {
    const wanted = { number: 'A-9999', question, tone: 'brief' } as const;
    expect(() => prompts.reply(wanted)).toThrow(NotFoundException);
  });

  it('completes numbers and tones', () => {
    expect(prompts.numbers({ value: 'A-104' })).toEqual(['A-1040']);
    expect(prompts.tones({ value: 'f' })).toEqual(['friendly', 'formal']);
    expect(prompts.tones({ value: 'x' })).toEqual([]);
  });
});
