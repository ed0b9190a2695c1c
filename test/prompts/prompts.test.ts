import { McpRegistry } from 'nest-mcp';
import { describe, expect, it } from 'vitest';
import { LOG } from '../support/log.recorder.js';
import { serve } from '../support/serve.js';
import { WAYS, type Way } from '../support/ways.js';
import { LibraryModule } from './library.js';

async function open(way: Way) {
  const served = await serve(LibraryModule).on('express');
  const client = await way.connect(served);
  const get = (name: string, args?: Record<string, string>) =>
    client.getPrompt({ name, ...(args && { arguments: args }) });
  const complete = (name: string, value: string, given?: Record<string, string>) =>
    client.complete({
      ref: { type: 'ref/prompt', name: 'plan' },
      argument: { name, value },
      ...(given && { context: { arguments: given } }),
    });
  return { client, get, complete, registry: served.app.get(McpRegistry) };
}

const said = (text: string, role = 'user') => ({ role, content: { type: 'text', text } });

describe.each(WAYS)('prompts, $name', (way) => {
  it('are listed', async () => {
    const { client } = await open(way);
    const { prompts } = await client.listPrompts();
    expect(prompts.slice(0, 2)).toEqual([
      {
        name: 'plan',
        title: 'Plan a trip',
        description: 'Plans a trip to a city',
        arguments: [
          { name: 'city', description: 'Where to', required: true },
          { name: 'days', required: false },
        ],
      },
      { name: 'conversation' },
    ]);
    expect(client.getServerCapabilities()).toMatchObject({
      prompts: { listChanged: true },
      completions: {},
    });
  });

  it('are filled in with checked arguments', async () => {
    const { get } = await open(way);
    expect(await get('plan', { city: 'Rome' })).toMatchObject({
      description: 'Plans a trip to a city',
      messages: [said('Plan 3 days in Rome')],
    });
    expect((await get('plan', { city: 'Rome', days: '7' })).messages).toEqual([
      said('Plan 7 days in Rome'),
    ]);
  });

  it('may be a conversation, or a picture', async () => {
    const { get } = await open(way);
    expect((await get('conversation')).messages).toEqual([
      said('Hello'),
      said('Hello, how can I help?', 'assistant'),
    ]);
    expect((await get('picture')).messages).toEqual([
      { role: 'user', content: { type: 'image', data: 'AQID', mimeType: 'image/png' } },
    ]);
  });

  it.each([
    ['plan', undefined, "Invalid arguments for prompt 'plan':\n- city: "],
    ['plan', { city: 'R', days: 'many' }, '\n- days: '],
    ['unknown', undefined, 'Unknown prompt: unknown'],
  ])('refuse %s with %j', async (name, args, message) => {
    const { get } = await open(way);
    await expect(get(name, args)).rejects.toMatchObject({
      code: -32602,
      message: expect.stringContaining(message) as string,
    });
  });

  it('tell only what is meant for clients when they fail', async () => {
    const { get } = await open(way);
    await expect(get('refused')).rejects.toMatchObject({
      code: -32603,
      message: expect.stringContaining('Not on Sundays') as string,
    });
    const error: unknown = await get('broken').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: -32603 });
    const { message } = error as Error;
    const [, id] = /Internal error\. Correlation id: ([\w-]{36})$/.exec(message) ?? [];
    expect(await LOG.has(String(id))).toContain('connect ECONNREFUSED');
  });

  it('are completed, with what is known already', async () => {
    const { complete } = await open(way);
    const { completion } = await complete('city', 'Pa');
    expect(completion).toEqual({ values: ['Paris', 'Parma'], total: 2, hasMore: false });
    expect(await complete('city', 'Pa', { days: '1' })).toMatchObject({
      completion: { values: ['Parma'] },
    });
  });

  it('are completed by a hundred values at most', async () => {
    const { complete } = await open(way);
    const { completion } = await complete('days', '');
    expect(completion).toMatchObject({ total: 365, hasMore: true });
    expect(completion.values).toHaveLength(100);
  });

  it('come and go at run time', async () => {
    const { client, get, registry } = await open(way);
    registry.addPrompt({ name: 'added' }, () => 'Added');
    const { prompts } = await client.listPrompts();
    expect(prompts.map(({ name }) => name)).toContain('added');
    expect((await get('added')).messages).toEqual([said('Added')]);
    registry.removePrompt('added');
    await expect(get('added')).rejects.toMatchObject({ code: -32602 });
  });
});
