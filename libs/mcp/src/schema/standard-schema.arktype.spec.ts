import { scope, type } from 'arktype';
import { describe, expect, it } from 'vitest';
import { compileJsonSchema } from './json-schema.compiler.js';
import { compileSchema } from './schema.compiler.js';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

const Order = type({
  number: 'string >= 3',
  note: "string = 'none'",
  'lines?': type({ sku: 'string' }).array(),
});

describe('arktype', () => {
  it('gives the input side of a schema, which is a function', () => {
    expect(Order).toBeTypeOf('function');
    expect(compileSchema(Order, 'input').json).toEqual({
      $schema: DIALECT,
      type: 'object',
      properties: {
        number: { type: 'string', minLength: 3 },
        note: { type: 'string' },
        lines: {
          type: 'array',
          items: { type: 'object', properties: { sku: { type: 'string' } }, required: ['sku'] },
        },
      },
      required: ['number'],
    });
  });

  it('gives the output side, in which defaults are there', () => {
    expect(compileSchema(Order, 'output').json).toMatchObject({ $schema: DIALECT });
    expect(compileSchema(Order, 'output').json['required']).toEqual(['note', 'number']);
  });

  it('keeps what a schema says about unknown keys', () => {
    const schema = type({ '+': 'reject', a: 'string' });
    expect(compileSchema(schema, 'input').json).toHaveProperty('additionalProperties', false);
    expect(compileSchema(schema, 'input').validate({ a: 'x', b: 1 })).toEqual({
      ok: false,
      issues: [{ path: 'b', message: 'must be removed' }],
    });
  });

  it('yields the parsed value', () => {
    expect(compileSchema(Order, 'input').validate({ number: 'A-1' })).toEqual({
      ok: true,
      value: { number: 'A-1', note: 'none' },
    });
  });

  it('says where and what, each once', () => {
    expect(compileSchema(Order, 'input').validate({ lines: [{ sku: 'A' }, { sku: 7 }] })).toEqual({
      ok: false,
      issues: [
        { path: 'number', message: 'must be a string (was missing)' },
        { path: 'lines[1].sku', message: 'must be a string (was a number)' },
      ],
    });
    expect(compileSchema(type({ 'a b': 'string' }), 'input').validate({ 'a b': 1 })).toEqual({
      ok: false,
      issues: [{ path: '["a b"]', message: 'must be a string (was a number)' }],
    });
  });

  it('has no path for the root', () => {
    expect(compileSchema(Order, 'input').validate(null)).toEqual({
      ok: false,
      issues: [{ path: '', message: 'must be an object (was null)' }],
    });
  });

  it('gives plain issues, free of the checked value', async () => {
    const outcome = await compileSchema(Order, 'input').validate({ number: 7 });
    expect(JSON.parse(JSON.stringify(outcome))).toStrictEqual(outcome);
  });

  it('agrees with the JSON Schema that it gives', async () => {
    const { json, validate } = compileSchema(Order, 'input');
    const raw = compileJsonSchema(json);
    for (const value of [{ number: 'A-1' }, { number: 'A' }, {}, null]) {
      expect((await raw.validate(value)).ok).toBe((await validate(value)).ok);
    }
  });

  it('shows each side of a transform', () => {
    const schema = type({ price: 'string.numeric.parse' });
    const input = compileSchema(schema, 'input');
    expect(input.json).toHaveProperty('properties.price.type', 'string');
    expect(compileSchema(schema, 'output').json).toHaveProperty('properties.price.type', 'number');
    expect(input.validate({ price: '7' })).toEqual({ ok: true, value: { price: 7 } });
  });

  it('shows as "anything" what JSON lacks, rather than to refuse it', () => {
    const schema = type({ at: 'Date' });
    expect(compileSchema(schema, 'output').json).toHaveProperty('properties.at', {});
    expect(compileSchema(schema, 'output').validate({ at: 'today' })).toMatchObject({ ok: false });
  });

  it('takes a recursive schema', async () => {
    const { Tree } = scope({ Tree: { 'children?': 'Tree[]' } }).export();
    const { json, validate } = compileSchema(Tree, 'input');
    expect(json).toHaveProperty('$ref', expect.stringMatching(/^#\/\$defs\//));
    expect(compileJsonSchema(json).validate({ children: [{}] })).toMatchObject({ ok: true });
    expect(validate({ children: [{ children: 7 }] })).toMatchObject({
      ok: false,
      issues: [{ path: 'children[0].children' }],
    });

    let value: unknown = {};
    for (let depth = 0; depth < 100_000; depth += 1) value = { children: [value] };
    expect(await validate(value)).toEqual({
      ok: false,
      issues: [{ path: '', message: 'is nested too deeply' }],
    });
  });

  it('leaves a __proto__ key as harmless as it was', async () => {
    const value: unknown = JSON.parse('{"a":"x","__proto__":{"admin":true}}');
    const outcome = await compileSchema(type({ a: 'string' }), 'input').validate(value);
    expect(outcome).toMatchObject({ ok: true, value: { a: 'x' } });
    expect(outcome).not.toHaveProperty('value.admin');
    expect({}).not.toHaveProperty('admin');
  });
});
