import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { entryOf } from '../../test/entry.fixture.js';
import { exchangeOf, legacyPeer, modernPeer } from '../../test/exchange.fixture.js';
import type { McpSchema } from '../schema/schema.types.js';
import { shapeResult } from './tool.result.js';

const modern = exchangeOf({ peer: modernPeer() });
const legacy = exchangeOf({ peer: legacyPeer() });
/** What is refused at once is refused like what takes its time. */
const shaping = async (...call: Parameters<typeof shapeResult>) => shapeResult(...call);
const textOf = (value: unknown) => [{ type: 'text', text: JSON.stringify(value) }];

const Order = z.object({ id: z.number(), at: z.string().default('now') });
const order = { id: 7, at: 'now' };
const list = z.array(z.number());

describe('shapeResult', () => {
  it('makes content of a value, and no structure without a schema', async () => {
    expect(await shapeResult(order, entryOf(), modern)).toEqual({ content: textOf(order) });
  });

  it('gives what a schema describes twice: as text and as structure', async () => {
    expect(await shapeResult(order, entryOf({ output: Order }), legacy)).toEqual({
      content: textOf(order),
      structuredContent: order,
    });
  });

  it('sends what the schema makes of a value', async () => {
    const value = { id: 7, password: 'secret' };
    expect(await shapeResult(value, entryOf({ output: Order }), modern)).toEqual({
      content: textOf(order),
      structuredContent: order,
    });
  });

  it.each<[string, McpSchema, unknown]>([
    ['a list', list, [1, 2]],
    ['null', z.null(), null],
    ['a number', { type: 'integer' }, 7],
    ['an object or null', { type: ['object', 'null'] }, { a: 1 }],
  ])('wraps %s for clients of the legacy era only', async (_, output, value) => {
    const entry = entryOf({ output });
    const content = textOf(value);
    const wrapped = { content, structuredContent: { result: value } };
    expect(await shapeResult(value, entry, modern)).toEqual({ content, structuredContent: value });
    expect(await shapeResult(value, entry, legacy)).toEqual(wrapped);
  });

  it.each([[undefined], [{ id: '7' }], ['text'], [null]])(
    'refuses what the schema forbids: %j',
    async (value) => {
      await expect(shaping(value, entryOf({ output: Order }), modern)).rejects.toMatchObject({
        code: 'INVALID_OUTPUT',
        message: expect.stringMatching(/^Tools#echo returned something .* forbids:\n- /),
      });
    },
  );

  it('refuses what JSON cannot carry, however well it fits the schema', async () => {
    const entry = entryOf({ output: z.any() });
    await expect(shaping({ n: 1n }, entry, modern)).rejects.toMatchObject({
      code: 'UNSERIALISABLE_RESULT',
    });
  });

  it('does not take a TypeError of a handler for a problem of JSON', async () => {
    async function* rows() {
      yield 'a';
      throw new TypeError('Cannot read properties of undefined');
    }
    await expect(shaping(rows(), entryOf(), modern)).rejects.toThrow(TypeError);
  });

  it('lets a schema check asynchronously', async () => {
    const output = z.object({ id: z.number().refine(async (id) => id > 5) });
    const asynchronous = entryOf({
      output: {
        '~standard': { ...output['~standard'], validate: (v: unknown) => parse(output, v) },
      } as McpSchema,
    });
    await expect(shapeResult({ id: 7 }, asynchronous, modern)).resolves.toHaveProperty(
      'structuredContent',
      { id: 7 },
    );
    await expect(shaping({ id: 1 }, asynchronous, modern)).rejects.toThrow('forbids');
  });
});

describe('a result that a handler finished itself', () => {
  const content = [{ type: 'text' as const, text: 'see the structure' }];

  it('passes untouched without a schema', async () => {
    const result = { content, _meta: { a: 1 }, structuredContent: [1] };
    expect(await shapeResult(result, entryOf(), legacy)).toBe(result);
  });

  it('keeps its content and metadata, and has its structure checked', async () => {
    const result = { content, structuredContent: { id: 7 }, _meta: { a: 1 } };
    expect(await shapeResult(result, entryOf({ output: Order }), modern)).toEqual({
      ...result,
      structuredContent: order,
    });
  });

  it('has its structure wrapped as the schema that the client knows', async () => {
    const result = { content, structuredContent: [1] };
    const shaped = await shapeResult(result, entryOf({ output: list }), legacy);
    expect(shaped).toEqual({ content, structuredContent: { result: [1] } });
  });

  it.each([{ content, structuredContent: { id: '7' } }, { content }])(
    'is refused with a wrong structure, or with none: %j',
    async (result) => {
      await expect(shaping(result, entryOf({ output: Order }), modern)).rejects.toMatchObject({
        code: 'INVALID_OUTPUT',
      });
    },
  );

  it.each([
    { content, isError: true },
    { content, isError: true, structuredContent: { wrong: true } },
    { resultType: 'input_required', inputRequests: {} },
  ])('needs no structure if it is an error or no end: %j', async (result) => {
    expect(await shapeResult(result, entryOf({ output: Order }), modern)).toBe(result);
  });
});

async function parse(schema: z.ZodType, value: unknown) {
  const { data, error } = await schema.safeParseAsync(value);
  return error ? { issues: error.issues } : { value: data };
}
