import { toStandardJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { compileJsonSchema } from './json-schema.compiler.js';
import { compileSchema } from './schema.compiler.js';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

const Plain = v.object({
  number: v.pipe(v.string(), v.minLength(3)),
  note: v.optional(v.string(), 'none'),
  lines: v.optional(v.array(v.object({ sku: v.string() }))),
});
const Order = toStandardJsonSchema(Plain);

describe('valibot', () => {
  it('asks for the wrapper where it is missing', () => {
    expect(() => compileSchema(Plain, 'input')).toThrow(
      'the valibot schema has no JSON Schema form. ' +
        "Wrap it: toStandardJsonSchema(schema) from '@valibot/to-json-schema'.",
    );
  });

  it('gives the input side', () => {
    expect(compileSchema(Order, 'input').json).toEqual({
      $schema: DIALECT,
      type: 'object',
      properties: {
        number: { type: 'string', minLength: 3 },
        note: { type: 'string', default: 'none' },
        lines: {
          type: 'array',
          items: { type: 'object', properties: { sku: { type: 'string' } }, required: ['sku'] },
        },
      },
      required: ['number'],
    });
  });

  it('gives the output side, in which defaults stay optional', () => {
    expect(compileSchema(Order, 'output').json).toEqual(compileSchema(Order, 'input').json);
  });

  it('keeps what v.strictObject says about unknown keys', () => {
    const schema = toStandardJsonSchema(v.strictObject({ a: v.string() }));
    expect(compileSchema(schema, 'input').json).toHaveProperty('additionalProperties', false);
  });

  it('yields the parsed value', () => {
    expect(compileSchema(Order, 'input').validate({ number: 'A-1', extra: true })).toEqual({
      ok: true,
      value: { number: 'A-1', note: 'none' },
    });
  });

  it('says where and what', () => {
    expect(compileSchema(Order, 'input').validate({ lines: [{ sku: 'A' }, { sku: 7 }] })).toEqual({
      ok: false,
      issues: [
        { path: 'number', message: 'Invalid key: Expected "number" but received undefined' },
        { path: 'lines[1].sku', message: 'Invalid type: Expected string but received 7' },
      ],
    });
  });

  it('agrees with the JSON Schema that it gives', async () => {
    const { json, validate } = compileSchema(Order, 'input');
    const raw = compileJsonSchema(json);
    for (const value of [{ number: 'A-1' }, { number: 'A' }, {}, null]) {
      expect((await raw.validate(value)).ok).toBe((await validate(value)).ok);
    }
  });

  it('awaits asynchronous schemas', async () => {
    // The wrapper's types allow no asynchronous schema: its validator gets another one's JSON.
    const { jsonSchema } = toStandardJsonSchema(v.object({ sku: v.string() }))['~standard'];
    const asynchronous = v.objectAsync({
      sku: v.pipeAsync(
        v.string(),
        v.checkAsync(async (sku) => sku === 'A', 'is sold out'),
      ),
    });
    const schema = { '~standard': { ...asynchronous['~standard'], jsonSchema } };
    const outcome = compileSchema(schema, 'input').validate({ sku: 'B' });
    expect(outcome).toBeInstanceOf(Promise);
    expect(await outcome).toEqual({ ok: false, issues: [{ path: 'sku', message: 'is sold out' }] });
  });

  it('shows each side of a transform', () => {
    const price = v.pipe(v.string(), v.transform(Number), v.number());
    const schema = toStandardJsonSchema(v.object({ price }));
    const input = compileSchema(schema, 'input');
    expect(input.json).toHaveProperty('properties.price.type', 'string');
    expect(compileSchema(schema, 'output').json).toHaveProperty('properties.price.type', 'number');
    expect(input.validate({ price: '7' })).toEqual({ ok: true, value: { price: 7 } });
  });

  it('takes a recursive schema', async () => {
    interface Tree {
      children: Tree[];
    }
    const Tree: v.GenericSchema<Tree> = v.object({ children: v.array(v.lazy(() => Tree)) });
    const { json, validate } = compileSchema(toStandardJsonSchema(Tree), 'input');
    expect(json).toHaveProperty('properties.children.items.$ref', '#/$defs/0');
    expect(validate({ children: [{ children: [7] }] })).toMatchObject({
      ok: false,
      issues: [{ path: 'children[0].children[0]' }],
    });

    let value: unknown = { children: [] };
    for (let depth = 0; depth < 100_000; depth += 1) value = { children: [value] };
    expect(await validate(value)).toEqual({
      ok: false,
      issues: [{ path: '', message: 'is nested too deeply' }],
    });
  });

  it('lets no __proto__ key through', () => {
    const value: unknown = JSON.parse('{"a":"x","__proto__":{"admin":true}}');
    const schema = toStandardJsonSchema(v.looseObject({ a: v.string() }));
    expect(compileSchema(schema, 'input').validate(value)).toEqual({ ok: true, value: { a: 'x' } });
  });

  it.each([
    ['input', v.date(), 'The "date" schema cannot be converted to JSON Schema'],
    [
      'output',
      v.pipe(v.string(), v.transform(Number)),
      'The "transform" action cannot be converted to JSON Schema',
    ],
    [
      'input',
      v.pipe(
        v.string(),
        v.check(() => true),
      ),
      'The "check" action cannot be converted to JSON Schema',
    ],
  ] as const)('refuses as %s what JSON Schema lacks: %#', (io, schema, reason) => {
    expect(() => compileSchema(toStandardJsonSchema(schema), io)).toThrow(
      `the ${io} side of the valibot schema has no JSON Schema form (${reason}). Use types that ` +
        'JSON has (v.pipe(v.string(), v.isoTimestamp()) for v.date()), end a transform with the ' +
        'schema of its result: v.pipe(v.string(), v.transform(fn), v.number()), and do what ' +
        'v.check() does in the handler.',
    );
  });

  it('takes the date that it recommends instead', () => {
    const schema = toStandardJsonSchema(v.pipe(v.string(), v.isoTimestamp()));
    expect(compileSchema(schema, 'output').json).toMatchObject({
      type: 'string',
      format: 'date-time',
    });
  });
});
