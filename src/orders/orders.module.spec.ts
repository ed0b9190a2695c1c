import { Test } from '@nestjs/testing';
import { type INestApplication, Logger } from '@nestjs/common';
import { type Era, McpModule } from 'nest-mcp';
import { connectClient } from 'nest-mcp/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { OrdersModule } from './orders.module.js';

const NUMBER = 'A-1001';
const URI = `orders://by-number/${NUMBER}`;

let app: INestApplication;

beforeEach(async () => {
  Logger.overrideLogger(false);
  const module = await Test.createTestingModule({
    imports: [OrdersModule, McpModule.forRoot({ name: 'orders', version: '1.0.0' })],
  }).compile();
  app = module.createNestApplication({ logger: false });
});

afterEach(() => app.close());

async function connect(era: Era) {
  const client = await connectClient(app, {
    era,
    client: { capabilities: { elicitation: {} } },
  });
  const asked = vi.fn<(message: string) => void>();
  client.setRequestHandler('elicitation/create', ({ params }) => {
    asked(params.message);
    return { action: 'accept', content: { agreed: true } };
  });
  return { client, asked };
}

describe.each<Era>(['legacy', 'modern'])('the order desk for a %s client', (era) => {
  it('offers an order to read, to complete and to write about', async () => {
    const { client } = await connect(era);
    const { contents } = await client.readResource({ uri: URI });
    expect(contents).toEqual([
      { uri: URI, mimeType: 'application/json', text: expect.stringContaining(NUMBER) as string },
    ]);
    const { completion } = await client.complete({
      ref: { type: 'ref/resource', uri: 'orders://by-number/{number}' },
      argument: { name: 'number', value: 'a-104' },
    });
    expect(completion.values).toEqual(['A-1040']);
    const { messages } = await client.getPrompt({
      name: 'reply_to_customer',
      arguments: { number: NUMBER, question: 'Where is it?' },
    });
    expect(messages).toHaveLength(2);
  });

  it('refunds an order after it asked, once', async () => {
    const { client, asked } = await connect(era);
    const refund = () => client.callTool({ name: 'refund_order', arguments: { number: NUMBER } });
    expect(await refund()).toMatchObject({
      content: [{ text: expect.stringContaining(`Order ${NUMBER} is refunded`) as string }],
    });
    expect(await refund()).toMatchObject({ isError: true });
    expect(asked.mock.calls).toEqual([
      [`Refund 1902.40 EUR of order ${NUMBER} to Castello Architects?`],
    ]);
  });
});
