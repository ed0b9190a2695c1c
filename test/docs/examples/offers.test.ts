import { McpRegistry } from 'nest-mcp';
import { describe, expect, it } from 'vitest';
import { ComplaintPrompts, OrderPrompts, ToneCompleter } from '../../../docs/examples/prompts.js';
import { OrderEvents, OrderResources, OrderTemplates } from '../../../docs/examples/resources.js';
import { compile, connect, moduleWith } from './client.support.js';

describe('resources.ts', () => {
  const open = async () => {
    const app = await compile(moduleWith(OrderResources, OrderTemplates, OrderEvents));
    return { app, ...(await connect(app)) };
  };

  it.each([
    ['orders://summary', { mimeType: 'application/json', text: '{"open":3,"shipped":12}' }],
    ['orders://logo', { mimeType: 'image/png', blob: 'iVBORw==' }],
    ['orders://by-number/A-1', { text: '{"number":"A-1","total":12.5}' }],
  ])('lets clients read %s', async (uri, contents) => {
    const { client } = await open();
    expect((await client.readResource({ uri })).contents).toMatchObject([{ uri, ...contents }]);
  });

  it('says which order is missing', async () => {
    const { client } = await open();
    const uri = 'orders://by-number/B-2';
    await expect(client.readResource({ uri })).rejects.toMatchObject({
      message: expect.stringContaining('There is no order B-2') as string,
      data: { uri },
    });
  });

  it('completes numbers', async () => {
    const { client } = await open();
    const ref = { type: 'ref/resource' as const, uri: 'orders://by-number/{number}' };
    const argument = { name: 'number', value: 'A' };
    expect((await client.complete({ ref, argument })).completion.values).toEqual(['A-1']);
  });

  it('tells who listens', async () => {
    const { app, client } = await open();
    const updated = new Promise<string>((resolve) => {
      client.setNotificationHandler('notifications/resources/updated', ({ params }) =>
        resolve(params.uri),
      );
    });
    await client.listen({ resourceSubscriptions: ['orders://by-number/A-1'] });
    app.get(OrderEvents).shipped('A-1');
    expect(await updated).toBe('orders://by-number/A-1');
    app.get(OrderEvents).openYear(2027);
    expect((await client.readResource({ uri: 'orders://2027' })).contents).toMatchObject([
      { text: '[]' },
    ]);
    expect(app.get(McpRegistry).removeResource('orders://2027')).toBe(true);
  });
});

describe('prompts.ts', () => {
  const open = async () =>
    connect(await compile(moduleWith(OrderPrompts, ComplaintPrompts, ToneCompleter)));

  it('fills in defaults', async () => {
    const { client } = await open();
    const prompt = { name: 'review_order', arguments: { number: 'A-1' } };
    expect((await client.getPrompt(prompt)).messages).toMatchObject([
      { role: 'user', content: { text: 'Review order A-1 in a friendly tone.' } },
    ]);
  });

  it('may be a conversation', async () => {
    const { client } = await open();
    const { messages } = await client.getPrompt({ name: 'complaint' });
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant']);
  });

  it.each([
    ['f', {}, ['friendly', 'formal']],
    ['', { number: 'X-0' }, ['strict']],
  ])('completes %o, given %j', async (value, given, values) => {
    const { client } = await open();
    const { completion } = await client.complete({
      ref: { type: 'ref/prompt', name: 'review_order' },
      argument: { name: 'tone', value },
      context: { arguments: given },
    });
    expect(completion.values).toEqual(values);
  });
});
