import { describe, expect, it } from 'vitest';
import { createValidator } from './json-schema.validator.js';
import type { JsonSchema, SchemaIssue } from './schema.types.js';

function issuesOf(json: JsonSchema, value: unknown): SchemaIssue[] | undefined {
  return createValidator(json, 'draft-2020-12', { allErrors: true })(value);
}

describe('fromAjvError', () => {
  it.each<[string, JsonSchema, unknown, string | RegExp]>([
    ['type', { type: 'number' }, '1', 'expected number, received string'],
    ['type', { type: ['string', 'null'] }, [], 'expected string or null, received array'],
    ['type', { type: 'integer' }, 1.5, 'expected integer, received number'],
    ['type', { type: 'object' }, null, 'expected object, received null'],
    ['type', { type: 'string' }, new Date(0), 'expected string, received Date'],
    ['enum', { enum: ['a', 1, null, { b: [] }] }, 2, 'must be one of "a", 1, null, {"b":[]}'],
    ['enum', { enum: [['a'], ['b']] }, 2, 'must be one of ["a"], ["b"]'],
    ['const', { const: { currency: 'EUR' } }, 1, 'must be {"currency":"EUR"}'],
    ['minimum', { minimum: 1 }, 0, 'must be >= 1'],
    ['minLength', { minLength: 2 }, 'a', 'must NOT have fewer than 2 characters'],
    ['pattern', { pattern: '^A-' }, 'B-1', 'must match pattern "^A-"'],
    ['format', { format: 'email' }, 'ada', 'must match format "email"'],
    ['uniqueItems', { uniqueItems: true }, [1, 1], /duplicate items/],
    [
      'dependentRequired',
      { dependentRequired: { a: ['b'] } },
      { a: 1 },
      'must have property b when property a is present',
    ],
    ['additionalProperties', { additionalProperties: false }, { a: 1 }, 'unknown property "a"'],
    ['unevaluatedProperties', { unevaluatedProperties: false }, { a: 1 }, 'unknown property "a"'],
  ])('words %s for a reader', (_, json, value, message) => {
    const wording: unknown = typeof message === 'string' ? message : expect.stringMatching(message);
    expect(issuesOf(json, value)).toEqual([{ path: '', message: wording }]);
  });

  it('reports a missing property at its own path', () => {
    const item = { type: 'object', required: ['sku', 'unit price'] };
    const json = { properties: { items: { type: 'array', items: item } } };
    expect(issuesOf(json, { items: [{ sku: 'A', 'unit price': 1 }, {}] })).toEqual([
      { path: 'items[1].sku', message: 'is required' },
      { path: 'items[1]["unit price"]', message: 'is required' },
    ]);
  });

  it('reports a forbidden property at its own path', () => {
    expect(issuesOf({ properties: { a: false } }, { a: 1 })).toEqual([
      { path: 'a', message: 'is not allowed' },
    ]);
  });

  it('decodes the paths of ajv', () => {
    const json = { additionalProperties: { additionalProperties: { type: 'string' } } };
    expect(issuesOf(json, { 'a/b': { 'c~d': 1 } })).toEqual([
      { path: '["a/b"]["c~d"]', message: 'expected string, received number' },
    ]);
  });

  it('names the key that propertyNames forbids', () => {
    expect(issuesOf({ propertyNames: { pattern: '^[a-z]+$' } }, { 'A\nB': 1 })).toEqual([
      { path: '', message: String.raw`property name "A\nB" must match pattern "^[a-z]+$"` },
      { path: '', message: String.raw`property name "A\nB" is not allowed` },
    ]);
  });
});
