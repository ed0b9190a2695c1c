import { describe, expect, it } from 'vitest';
import { compileJsonSchema } from './json-schema.compiler.js';
import { SchemaCompileError } from './schema-compile.error.js';
import { MAX_ISSUES } from './schema.issues.js';
import type { JsonSchema, SchemaIssue } from './schema.types.js';

const ORDER: JsonSchema = {
  type: 'object',
  properties: {
    sku: { type: 'string', minLength: 1 },
    quantity: { type: 'integer', default: 1, 'x-mcp-header': 'X-Quantity' },
    express: { type: 'boolean' },
    carrier: { $ref: '#carrier' },
  },
  required: ['sku'],
  if: { properties: { express: { const: true } }, required: ['express'] },
  // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema
  then: { required: ['carrier'] },
  else: { properties: { carrier: false } },
  $defs: { carrier: { $anchor: 'carrier', enum: ['dhl', 'ups'] } },
  'x-internal': { anything: [1, 2] },
};

/** A tree whose nodes only a `$ref` describes, so that ajv can't inline them. */
const TREE: JsonSchema = {
  type: 'object',
  properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#' } } },
  required: ['name'],
  additionalProperties: false,
};

async function issuesOf(json: JsonSchema, value: unknown): Promise<readonly SchemaIssue[]> {
  const outcome = await compileJsonSchema(json).validate(value);
  return outcome.ok ? [] : outcome.issues;
}

describe('compileJsonSchema', () => {
  it('passes the schema on verbatim', () => {
    const before = structuredClone(ORDER);
    const { json, validate } = compileJsonSchema(ORDER);
    void validate({ sku: 1 });
    expect(json).toBe(ORDER);
    expect(json).toEqual(before);
  });

  it('takes a schema that is frozen', () => {
    const json = Object.freeze({ type: 'object', properties: Object.freeze({ a: true }) });
    expect(compileJsonSchema(json).validate({ a: 1 })).toEqual({ ok: true, value: { a: 1 } });
  });

  it('answers without a promise', () => {
    expect(compileJsonSchema(ORDER).validate({ sku: 'A-1' })).not.toBeInstanceOf(Promise);
  });

  it('returns the value itself, without defaults or conversions', () => {
    const value = Object.freeze({ sku: 'A-1', note: 'extra' });
    const outcome = compileJsonSchema(ORDER).validate(value);
    expect(outcome).toEqual({ ok: true, value: { sku: 'A-1', note: 'extra' } });
    expect(outcome).toHaveProperty(
      'value',
      expect.toSatisfy((same) => same === value),
    );
  });

  it('does not convert a value to make it fit', async () => {
    const value = { sku: 'A-1', quantity: '2' };
    expect(await issuesOf(ORDER, value)).toEqual([
      { path: 'quantity', message: 'expected integer, received string' },
    ]);
    expect(value).toEqual({ sku: 'A-1', quantity: '2' });
  });

  it('applies if, then and else', async () => {
    expect(await issuesOf(ORDER, { sku: 'A', express: true, carrier: 'ups' })).toEqual([]);
    expect(await issuesOf(ORDER, { sku: 'A', express: true })).toContainEqual({
      path: 'carrier',
      message: 'is required',
    });
    expect(await issuesOf(ORDER, { sku: 'A', carrier: 'ups' })).toContainEqual({
      path: 'carrier',
      message: 'is not allowed',
    });
  });

  it('reports all that is wrong', async () => {
    const issues = await issuesOf(ORDER, { quantity: 1.5, express: 'yes' });
    expect(issues.map(({ path }) => path)).toEqual(['sku', 'quantity', 'express']);
  });

  it('checks the formats it knows and ignores the others', async () => {
    const json = {
      properties: { at: { format: 'date-time' }, number: { type: 'string', format: 'our-own' } },
    };
    expect(await issuesOf(json, { at: '2026-02-28T12:00:00Z', number: 'x' })).toEqual([]);
    expect(await issuesOf(json, { at: '2026-02-30T12:00:00Z' })).toEqual([
      { path: 'at', message: 'must match format "date-time"' },
    ]);
  });

  it('takes a Date for what it is, not for its JSON', async () => {
    const json = { type: 'string', format: 'date-time' };
    expect(await issuesOf(json, new Date(0))).toEqual([
      { path: '', message: 'expected string, received Date' },
    ]);
    expect(await issuesOf(json, new Date(0).toISOString())).toEqual([]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %s, which JSON lacks', async (value) => {
    expect(await issuesOf({ type: 'number' }, value)).toHaveLength(1);
  });

  it('reads a schema of draft-07 as such', async () => {
    const json = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      definitions: { sku: { type: 'string' } },
      items: [{ $ref: '#/definitions/sku' }, { type: 'number' }],
      additionalItems: false,
    };
    expect(compileJsonSchema(json).json).toBe(json);
    expect(await issuesOf(json, ['A', 1])).toEqual([]);
    expect(await issuesOf(json, [1, 1, 1])).toEqual([
      { path: '', message: 'must NOT have more than 2 items' },
      { path: '[0]', message: 'expected string, received number' },
    ]);
  });

  it.each<[string, JsonSchema]>([
    ['another dialect', { $schema: 'http://json-schema.org/draft-04/schema#' }],
    ['an invalid keyword', { type: 'money' }],
    ['a reference to nowhere', { $ref: '#/$defs/missing' }],
    ['an asynchronous schema', { $async: true }],
  ])('refuses %s at once', (_, json) => {
    expect(() => compileJsonSchema(json)).toThrow(SchemaCompileError);
  });

  describe('with hostile values', () => {
    it('does not mistake inherited properties for own ones', async () => {
      const json = {
        properties: { constructor: { type: 'string' }, toString: { type: 'string' } },
        required: ['constructor', 'valueOf'],
      };
      expect((await issuesOf(json, {})).map(({ path }) => path)).toEqual([
        'constructor',
        'valueOf',
      ]);
      expect(await issuesOf(json, { constructor: 'a', valueOf: 1 })).toEqual([]);
    });

    it('sees a __proto__ key as a property like any other', async () => {
      const value: unknown = JSON.parse('{"name":"a","__proto__":{"admin":true}}');
      expect(await issuesOf(TREE, value)).toEqual([
        { path: '', message: 'unknown property "__proto__"' },
      ]);
      expect(await issuesOf({ required: ['admin'] }, value)).toHaveLength(1);
      expect({}).not.toHaveProperty('admin');
    });

    it('caps the number of issues', async () => {
      const json = { type: 'array', items: { type: 'string' } };
      const issues = await issuesOf(
        json,
        Array.from({ length: 1500 }, () => 1),
      );
      expect(issues).toHaveLength(MAX_ISSUES);
      expect(issues.at(-1)?.path).toBe(`[${MAX_ISSUES - 1}]`);
    });

    it('stops at the first issue of a huge value', async () => {
      // Collecting all of them would take minutes and run into the time-out of the test.
      const children = Array.from({ length: 200_000 }, () => 1);
      expect(await issuesOf(TREE, { name: 'root', children })).toEqual([
        { path: 'children[0]', message: 'expected object, received number' },
      ]);
    });

    it('clips a key of a megabyte', async () => {
      const [issue] = await issuesOf(TREE, { name: 'a', ['k'.repeat(1_000_000)]: 1 });
      expect(issue?.message).toMatch(/^unknown property "k+…$/);
      expect(issue?.message.length).toBeLessThan(1100);
    });

    it('finds what is wrong far down', async () => {
      let value: unknown = { name: 7 };
      for (let depth = 0; depth < 50; depth += 1) value = { name: 'n', children: [value] };
      expect(await issuesOf(TREE, value)).toEqual([
        {
          path: Array.from({ length: 50 }, () => 'children[0]').join('.') + '.name',
          message: 'expected string, received number',
        },
      ]);
    });

    it('refuses nesting that exhausts the stack', async () => {
      let value: unknown = { name: 'leaf' };
      for (let depth = 0; depth < 100_000; depth += 1) value = { name: 'n', children: [value] };
      expect(await issuesOf(TREE, value)).toEqual([{ path: '', message: 'is nested too deeply' }]);
    });

    it('refuses a value that contains itself', async () => {
      const value = { name: 'n', children: [] as unknown[] };
      value.children.push(value);
      expect(await issuesOf(TREE, value)).toEqual([{ path: '', message: 'is nested too deeply' }]);
    });

    it('gives the same answers afterwards', async () => {
      const { validate } = compileJsonSchema(TREE);
      const value = { name: 'n', children: [] as unknown[] };
      value.children.push(value);
      await validate(value);
      expect(validate({ name: 'n', children: [{ name: 'm' }] })).toMatchObject({ ok: true });
      expect(validate({ name: 1 })).toMatchObject({ ok: false, issues: [{ path: 'name' }] });
    });
  });
});
