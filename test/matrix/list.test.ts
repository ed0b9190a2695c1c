import { expect } from 'vitest';
import { PAGE_SIZE } from '../fixtures/fixture.module.js';
import { CHANNELS } from '../support/channels.js';
import { allTools, toolNames } from '../support/clients/test.client.js';
import { verifies } from '../support/verifies.js';

const ADD = {
  name: 'add',
  description: 'Adds two numbers',
  inputSchema: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: { a: { type: 'number' }, b: { type: 'number' } },
    required: ['a', 'b'],
  },
  outputSchema: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: { sum: { type: 'number' } },
    required: ['sum'],
    additionalProperties: false,
  },
  annotations: { readOnlyHint: true, idempotentHint: true },
  _meta: { 'example.com/cost': 1 },
};

const PAINT = {
  name: 'paint',
  description: 'Takes raw JSON Schema',
  inputSchema: { type: 'object', properties: { colour: { enum: ['red', 'blue'] } } },
};

verifies('tools.list.definitions', CHANNELS, async (client) => {
  const tools = await allTools(client);
  const named = (wanted: string) => tools.find(({ name }) => name === wanted);
  expect(named('add')).toEqual(ADD);
  expect(named('paint')).toEqual(PAINT);
  expect(named('nothing')).toEqual({ name: 'nothing', inputSchema: { type: 'object' } });
  expect(named('echo')).toMatchObject({ title: 'Echo' });
});

verifies('tools.list.output-schema', CHANNELS, async (client, { era }) => {
  const primes = (await allTools(client)).find(({ name }) => name === 'primes');
  const list = { type: 'array', items: { type: 'number' } };
  expect(primes?.outputSchema).toMatchObject(
    era === 'modern'
      ? list
      : { type: 'object', properties: { result: list }, required: ['result'] },
  );
});

verifies('tools.list.order', CHANNELS, async (client) => {
  const first = await toolNames(client);
  expect(first.slice(0, 5)).toEqual(['echo', 'add', 'primes', 'paint', 'whoami']);
  expect(await toolNames(client)).toEqual(first);
  expect(await toolNames(client)).toEqual(first);
});

verifies('tools.list.pages', CHANNELS, async (client) => {
  const sizes: number[] = [];
  const names = new Set<string>();
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const page = await client.page(cursor);
    sizes.push(page.tools.length);
    for (const { name } of page.tools) names.add(name);
    cursor = page.nextCursor;
  }
  const last = sizes.pop();
  expect(sizes.length).toBeGreaterThan(2);
  expect(new Set(sizes)).toEqual(new Set([PAGE_SIZE]));
  expect(last).toBeLessThanOrEqual(PAGE_SIZE);
  expect(names.size).toBe(sizes.length * PAGE_SIZE + (last ?? 0));
});

verifies('tools.list.invalid-cursor', CHANNELS, async (client) => {
  for (const cursor of ['nonsense', '', Buffer.from('after:-1').toString('base64url')]) {
    await expect(client.page(cursor)).rejects.toMatchObject({ code: -32602 });
  }
});
