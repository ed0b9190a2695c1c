import { describe, expect, it } from 'vitest';
import { LOG } from '../support/log.recorder.js';
import { serve } from '../support/serve.js';
import { WAYS, type Way } from '../support/ways.js';
import { COVER, ShelfModule } from './shelf.js';

async function open(way: Way) {
  const served = await serve(ShelfModule).on('express');
  const client = await way.connect(served);
  const read = (uri: string) => client.readResource({ uri });
  return { client, read };
}

describe.each(WAYS)('resources, $name', (way) => {
  // SDK v2 shows its callers the code of 2026-07-28, whatever was sent.
  const missing = way.name.endsWith('v1') ? -32002 : -32602;

  it('are listed', async () => {
    const { client } = await open(way);
    const { resources } = await client.listResources();
    expect(resources).toEqual([
      {
        uri: 'shelf://summary',
        name: 'summary',
        title: 'Summary',
        description: 'What there is',
        mimeType: 'text/plain',
        annotations: { audience: ['user'] },
      },
      { uri: 'shelf://cover', name: 'cover', mimeType: 'image/png' },
      { uri: 'shelf://broken', name: 'broken' },
    ]);
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates).toEqual([
      { uriTemplate: 'shelf://books/{id}', name: 'book' },
      { uriTemplate: 'shelf://pages/{+path}{?from,to}', name: 'pages' },
    ]);
  });

  it('are announced', async () => {
    const { client } = await open(way);
    expect(client.getServerCapabilities()).toMatchObject({
      resources: { subscribe: true, listChanged: true },
    });
  });

  it.each([
    ['shelf://summary', { mimeType: 'text/plain', text: '2 books' }],
    ['shelf://cover', { mimeType: 'image/png', blob: Buffer.from(COVER).toString('base64') }],
    ['shelf://books/emma', { mimeType: 'application/json', text: '{"id":"emma","title":"Emma"}' }],
    [
      'shelf://pages/a/b%20c?to=9&from=2',
      { mimeType: 'application/json', text: '{"path":"a/b c","to":"9","from":"2"}' },
    ],
    ['shelf://pages/a', { mimeType: 'application/json', text: '{"path":"a"}' }],
  ])('are read: %s', async (uri, contents) => {
    const { read } = await open(way);
    expect((await read(uri)).contents).toEqual([{ uri, ...contents }]);
  });

  it.each([
    ['shelf://nothing', 'Resource not found: shelf://nothing'],
    ['shelf://books/ulysses', 'There is no book ulysses'],
    ['shelf://books/a/b', 'Resource not found: shelf://books/a/b'],
    ['shelf://books/%ff', 'Resource not found: shelf://books/%ff'],
    ['shelf://pages/none', 'Resource not found: shelf://pages/none'],
    ['shelf://pages/a?page=1', 'Resource not found: shelf://pages/a?page=1'],
    ['SHELF://summary', 'Resource not found: SHELF://summary'],
  ])('may be missing: %s', async (uri, message) => {
    const { read } = await open(way);
    await expect(read(uri)).rejects.toMatchObject({
      code: missing,
      message: expect.stringContaining(message) as string,
      data: { uri },
    });
  });

  it('do not tell how they fail', async () => {
    const { read } = await open(way);
    const error: unknown = await read('shelf://broken').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: -32603 });
    const { message } = error as Error;
    const [, id] = /Internal error\. Correlation id: ([\w-]{36})$/.exec(message) ?? [];
    expect(await LOG.has(String(id))).toContain('connect ECONNREFUSED');
  });

  it('are completed', async () => {
    const { client } = await open(way);
    const complete = (uri: string, name: string, value = '') =>
      client.complete({ ref: { type: 'ref/resource', uri }, argument: { name, value } });
    const { completion } = await complete('shelf://books/{id}', 'id', 'p');
    expect(completion).toEqual({ values: ['persuasion'], total: 1, hasMore: false });
    expect(await complete('shelf://books/{id}', 'other')).toMatchObject({
      completion: { values: [] },
    });
    await expect(complete('shelf://books/emma', 'id')).rejects.toMatchObject({ code: -32602 });
  });

  it('may be kept by clients that know how long', async () => {
    const { read } = await open(way);
    const result = await read('shelf://summary');
    if (way.era === 'modern') expect(result).toMatchObject({ ttlMs: 60_000, cacheScope: 'public' });
    else expect(result).not.toHaveProperty('ttlMs');
  });
});
