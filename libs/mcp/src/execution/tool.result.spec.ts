import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { entryOf } from '../../test/entry.fixture.js';
import { exchangeOf, legacyPeer, modernPeer } from '../../test/exchange.fixture.js';
import { LIMIT } from '../../test/interactive.fixture.js';
import type { ToolEntry } from '../catalog/tool.entry.js';
import type { Exchange } from '../context/exchange.js';
import type { McpSchema } from '../schema/schema.types.js';
import { shapeResult as shape } from './tool.result.js';

const modern = exchangeOf({ peer: modernPeer() });
const legacy = exchangeOf({ peer: legacyPeer() });
const shapeResult = (value: unknown, entry: ToolEntry, exchange: Exchange) =>
  shape(value, entry, exchange, LIMIT);
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
    expect(await shapeResult(result, entryOf(), modern)).toBe(result);
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

describe('a result that older clients would refuse', () => {
  const content = [{ type: 'text' as const, text: 'out of stock' }];

  it('has no structure if it is an error of a tool with a schema', async () => {
    const result = { content, isError: true, structuredContent: { code: 7 } };
    const entry = entryOf({ output: Order });
    expect(await shapeResult(result, entry, legacy)).toEqual({ content, isError: true });
    expect(await shapeResult(result, entry, modern)).toBe(result);
    expect(await shapeResult(result, entryOf(), legacy)).toBe(result);
  });

  it('has no structure that is no object', async () => {
    const result = { content, structuredContent: [1] };
    expect(await shapeResult(result, entryOf(), legacy)).toEqual({ content });
    expect(await shapeResult(result, entryOf(), modern)).toBe(result);
  });
});

describe('a value that looks like a finished result', () => {
  const Page = z.object({ content: z.array(z.unknown()), total: z.number().optional() });
  const block = { type: 'text' as const, text: 'a' };
  const structured = (value: object) => ({ content: textOf(value), structuredContent: value });

  it.each([
    { content: [], total: 0 },
    { content: [{ id: 1 }], total: 1 },
    { content: [block], total: 1 },
    { content: [] },
    { content: [block] },
  ])('is structure where it fits the schema: %j', async (value) => {
    for (const exchange of [modern, legacy]) {
      expect(await shapeResult(value, entryOf({ output: Page }), exchange)).toEqual(
        structured(value),
      );
    }
  });

  it('is structure also with a member of results, if the schema has its content', async () => {
    const output = z.object({ content: z.array(z.unknown()), isError: z.boolean() });
    const value = { content: [], isError: true };
    expect(await shapeResult(value, entryOf({ output }), modern)).toEqual(structured(value));
  });

  it('is a result if only its structure fits, or it is an error', async () => {
    const entry = entryOf({ output: Page.strict() });
    const ready = { content: [block], structuredContent: { content: [], total: 1 } };
    expect(await shapeResult(ready, entry, modern)).toEqual(ready);
    const error = { content: [block], isError: true };
    expect(await shapeResult(error, entry, modern)).toBe(error);
  });

  it.each<[string, McpSchema]>([
    ['zod', z.object({ id: z.number().optional() })],
    ['JSON Schema', { type: 'object', properties: { id: { type: 'number' } } }],
  ])('is a result where a loose schema takes everything: %s', async (_, output) => {
    const entry = entryOf({ output });
    const ready = { content: [block], structuredContent: { id: 7 } };
    expect(await shapeResult(ready, entry, modern)).toEqual(ready);
    const error = { content: [block], isError: true };
    expect(await shapeResult(error, entry, modern)).toBe(error);
  });

  it('is JSON text without a schema, as a client would show nothing of it', async () => {
    const value = { content: [], total: 0 };
    expect(await shapeResult(value, entryOf(), modern)).toEqual({ content: textOf(value) });
  });
});

describe('a value whose JSON is something else', () => {
  const output = {
    type: 'object',
    properties: { at: { type: 'string', format: 'date-time' }, total: { type: 'number' } },
    required: ['at'],
    additionalProperties: false,
  };
  const at = new Date(0);
  const sent = { at: '1970-01-01T00:00:00.000Z' };

  it.each<[string, McpSchema, unknown]>([
    ['a date', output, { at }],
    ['what is undefined', output, { at, more: undefined }],
    ['an object with JSON of its own', output, { secret: 1, toJSON: () => ({ at }) }],
    ['the structure of a finished result', output, { content: [], structuredContent: { at } }],
    ['zod', z.object({ at: z.iso.datetime() }), { at }],
  ])('is checked as what is sent: %s', async (_, schema, value) => {
    const shaped = await shapeResult(value, entryOf({ output: schema }), modern);
    expect(shaped.structuredContent).toEqual(sent);
  });

  it.each([{ at, total: Number.NaN }, { at, total: 7n }, { at: 7n }, { at, more: 1 }])(
    'is refused if that does not fit either: %o',
    async (value) => {
      await expect(shaping(value, entryOf({ output }), modern)).rejects.toMatchObject({
        code: 'INVALID_OUTPUT',
      });
    },
  );
});

async function parse(schema: z.ZodType, value: unknown) {
  const { data, error } = await schema.safeParseAsync(value);
  return error ? { issues: error.issues } : { value: data };
}
