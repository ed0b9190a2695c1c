import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as mini from 'zod/mini';
import * as legacy from 'zod/v3';
import { compileJsonSchema } from './json-schema.compiler.js';
import { compileSchema } from './schema.compiler.js';
import type { SchemaIo } from './schema.types.js';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

const Order = z.object({
  number: z.string().min(3),
  note: z.string().default('none'),
  lines: z.array(z.object({ sku: z.string(), quantity: z.number().min(1) })).optional(),
});

const lines = {
  type: 'array',
  items: {
    type: 'object',
    properties: { sku: { type: 'string' }, quantity: { type: 'number', minimum: 1 } },
    required: ['sku', 'quantity'],
  },
};

function failureOf(schema: z.ZodType, io: SchemaIo): () => unknown {
  return () => compileSchema(schema, io);
}

describe('zod', () => {
  it('gives the input side: defaults are optional, unknown keys allowed', () => {
    expect(compileSchema(Order, 'input').json).toEqual({
      $schema: DIALECT,
      type: 'object',
      properties: {
        number: { type: 'string', minLength: 3 },
        note: { type: 'string', default: 'none' },
        lines,
      },
      required: ['number'],
    });
  });

  it('gives the output side: defaults are there, unknown keys stripped', () => {
    expect(compileSchema(Order, 'output').json).toMatchObject({
      $schema: DIALECT,
      required: ['number', 'note'],
      additionalProperties: false,
      properties: { lines: { items: { additionalProperties: false } } },
    });
  });

  it('keeps what z.strictObject and z.looseObject say about unknown keys', () => {
    const strict = compileSchema(z.strictObject({ a: z.string() }), 'input');
    const loose = compileSchema(z.looseObject({ a: z.string() }), 'input');
    expect(strict.json).toHaveProperty('additionalProperties', false);
    expect(loose.json).toHaveProperty('additionalProperties', {});
  });

  it('yields the parsed value', () => {
    const { validate } = compileSchema(Order, 'input');
    expect(validate({ number: 'A-1', extra: true })).toEqual({
      ok: true,
      value: { number: 'A-1', note: 'none' },
    });
  });

  it('says where and what', () => {
    const { validate } = compileSchema(Order, 'input');
    expect(validate({ lines: [{ sku: 'A', quantity: 1 }, { sku: 7 }] })).toEqual({
      ok: false,
      issues: [
        { path: 'number', message: 'expected string, received undefined' },
        { path: 'lines[1].sku', message: 'expected string, received number' },
        { path: 'lines[1].quantity', message: 'expected number, received undefined' },
      ],
    });
  });

  it('agrees with the JSON Schema that it gives', async () => {
    const { json, validate } = compileSchema(Order, 'input');
    const raw = compileJsonSchema(json);
    const values = [{ number: 'A-1' }, { number: 'A' }, {}, null, { number: 'A-1', lines: [{}] }];
    for (const value of values) {
      expect((await raw.validate(value)).ok).toBe((await validate(value)).ok);
    }
  });

  it('awaits asynchronous refinements', async () => {
    const schema = z.object({ sku: z.string().refine(async (sku) => sku === 'A', 'is sold out') });
    const { validate } = compileSchema(schema, 'input');
    const outcome = validate({ sku: 'B' });
    expect(outcome).toBeInstanceOf(Promise);
    expect(await outcome).toEqual({ ok: false, issues: [{ path: 'sku', message: 'is sold out' }] });
  });

  it('shows the input of a transform and yields its result', () => {
    const { json, validate } = compileSchema(
      z.object({ at: z.iso.datetime().transform((text) => new Date(text)) }),
      'input',
    );
    expect(json).toMatchObject({ properties: { at: { type: 'string', format: 'date-time' } } });
    expect(validate({ at: '2026-07-28T00:00:00Z' })).toEqual({
      ok: true,
      value: { at: new Date('2026-07-28T00:00:00Z') },
    });
  });

  describe('recursive schemas', () => {
    const Tree = z.object({
      name: z.string(),
      get children() {
        return z.array(Tree).optional();
      },
    });

    it('refer to themselves', () => {
      expect(compileSchema(Tree, 'input').json).toMatchObject({
        properties: { children: { type: 'array', items: { $ref: '#' } } },
      });
    });

    it('refuse nesting that exhausts the stack', async () => {
      let value: unknown = { name: 'leaf' };
      for (let depth = 0; depth < 100_000; depth += 1) value = { name: 'n', children: [value] };
      expect(await compileSchema(Tree, 'input').validate(value)).toEqual({
        ok: false,
        issues: [{ path: '', message: 'is nested too deeply' }],
      });
    });
  });

  it('lets no __proto__ key through', () => {
    const value: unknown = JSON.parse('{"a":"x","__proto__":{"admin":true}}');
    const { validate } = compileSchema(z.object({ a: z.string() }), 'input');
    expect(validate(value)).toEqual({ ok: true, value: { a: 'x' } });
    expect({}).not.toHaveProperty('admin');
  });

  it.each([
    ['input', z.object({ at: z.date() }), 'Date cannot be represented in JSON Schema'],
    ['output', z.object({ at: z.date() }), 'Date cannot be represented in JSON Schema'],
    ['output', z.string().transform(Number), 'Transforms cannot be represented in JSON Schema'],
    ['input', z.map(z.string(), z.string()), 'Map cannot be represented in JSON Schema'],
    ['input', z.bigint(), 'BigInt cannot be represented in JSON Schema'],
  ] as const)('refuses as %s what JSON lacks: %#', (io, schema, reason) => {
    expect(failureOf(schema, io)).toThrow(
      `the ${io} side of the zod schema has no JSON Schema form (${reason}). Use types that JSON ` +
        'has (z.iso.datetime() for z.date(), z.record() for z.map()) and end a transform with ' +
        'the schema of its result: .transform(fn).pipe(z.number()).',
    );
  });

  it.each([
    [z.iso.datetime(), 'string'],
    [z.record(z.string(), z.string()), 'object'],
    [z.string().transform(Number).pipe(z.number()), 'number'],
  ] as const)('takes what it recommends instead: %#', (schema, type) => {
    expect(compileSchema(schema, 'output').json).toHaveProperty('type', type);
  });

  describe('in other editions', () => {
    const fix =
      "the zod schema has no JSON Schema form. Use zod 4.2 or later and import it from 'zod' " +
      "(not 'zod/v3'); with 'zod/mini', pass z.toJSONSchema(schema).";

    it('refuses zod/v3, which has no JSON Schema', () => {
      const schema = legacy.z.object({ a: legacy.z.string() });
      expect(() => compileSchema(schema, 'input')).toThrow(fix);
    });

    it('refuses zod/mini and takes what it recommends instead', () => {
      const schema = mini.object({ a: mini.string(), b: mini.optional(mini.string()) });
      expect(() => compileSchema(schema, 'input')).toThrow(fix);

      const { json, validate } = compileSchema(mini.toJSONSchema(schema), 'input');
      expect(json).toMatchObject({ type: 'object', required: ['a'] });
      expect(validate({ a: 'y' })).toEqual({ ok: true, value: { a: 'y' } });
    });
  });
});
