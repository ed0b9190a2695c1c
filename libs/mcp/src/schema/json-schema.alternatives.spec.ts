import { describe, expect, it } from 'vitest';
import { compileJsonSchema } from './json-schema.compiler.js';
import type { JsonSchema, ValidationOutcome } from './schema.types.js';

const A = { properties: { kind: { const: 'a' }, n: { type: 'number' } }, required: ['kind', 'n'] };
const B = { properties: { kind: { const: 'b' }, s: { minLength: 2 } }, required: ['kind', 's'] };

function issuesOf(json: JsonSchema, value: unknown): string[] {
  const outcome = compileJsonSchema(json).validate(value) as ValidationOutcome;
  if (outcome.ok) throw new Error('the value fits');
  return outcome.issues.map(({ path, message }) => `${path}: ${message}`);
}

const inFilter = (filter: JsonSchema, more: JsonSchema = {}): JsonSchema => ({
  properties: { filter },
  ...more,
});

const B_WITHOUT_S =
  'filter: fits none of the alternatives: (2) s: is required (1) n: is required; kind: must be "a"';

describe('a value that fits no alternative', () => {
  it.each<[string, JsonSchema]>([
    ['anyOf', inFilter({ anyOf: [A, B] })],
    ['oneOf', inFilter({ oneOf: [A, B] })],
    [
      'references',
      inFilter(
        { anyOf: [{ $ref: '#/$defs/a' }, { $ref: '#/$defs/b' }] },
        { $defs: { a: A, b: B } },
      ),
    ],
    [
      'a reference to the union',
      inFilter({ $ref: '#/$defs/one~1%C3%B6' }, { $defs: { 'one/ö': { anyOf: [A, B] } } }),
    ],
    [
      'a schema with an $id within',
      inFilter({
        $id: 'https://example.com/f',
        anyOf: [{ $ref: '#/$defs/a' }, B],
        $defs: { a: A },
      }),
    ],
    ['an $id', { $id: 'https://example.com/all', ...inFilter({ anyOf: [A, B] }) }],
    [
      'draft-07',
      { $schema: 'http://json-schema.org/draft-07/schema#', ...inFilter({ oneOf: [A, B] }) },
    ],
  ])('hears the problems of each: %s', (_, json) => {
    expect(issuesOf(json, { filter: { kind: 'b' } })).toEqual([B_WITHOUT_S]);
  });

  it('hears those beside the union, too, in their order', () => {
    const json = {
      properties: { first: { type: 'string' }, filter: { anyOf: [A, B], required: ['more'] } },
      required: ['last'],
    };
    const found = issuesOf(json, { first: 1, filter: { kind: 'b' } });
    expect(found.toSorted()).toEqual(
      [
        B_WITHOUT_S,
        'filter.more: is required',
        'first: expected string, received number',
        'last: is required',
      ].toSorted(),
    );
  });

  it('hears of alternatives within alternatives, and of recursive ones as far as is of use', () => {
    const json = {
      $defs: {
        v: { anyOf: [{ type: 'string' }, { items: { $ref: '#/$defs/v' }, type: 'array' }] },
      },
      $ref: '#/$defs/v',
    };
    expect(issuesOf(json, [7])).toEqual([
      ': fits none of the alternatives: (2) [0]: fits none of the alternatives: ' +
        '(1) expected string, received number (2) expected array, received number ' +
        '(1) expected string, received array',
    ]);
    const [deep = ''] = issuesOf(json, [[[[[[[[7]]]]]]]]);
    expect(deep.length).toBeLessThan(1100);
  });

  it('ends after a hundred, however many there are', () => {
    const json = { type: 'array', items: { oneOf: [A, B] } };
    const found = issuesOf(
      json,
      Array.from({ length: 600 }, () => ({ kind: 'c' })),
    );
    expect(found).toHaveLength(100);
    expect(found[0]).toMatch(/^\[0\]: fits none of the alternatives/);
  });
});

it('a value that fits several of oneOf hears which', () => {
  const json = inFilter({
    oneOf: [{ required: ['z'] }, {}, { type: 'object' }, { type: 'string' }],
  });
  expect(issuesOf(json, { filter: {} })).toEqual([
    'filter: fits more than one alternative: (2) and (3)',
  ]);
});

it('an alternative that is just false is named', () => {
  expect(issuesOf({ anyOf: [false, { type: 'string' }] }, 1)[0]).toContain('(2) expected string');
});
