import { describe, expect, it } from 'vitest';
import { createValidator } from './json-schema.validator.js';
import { SchemaCompileError } from './schema-compile.error.js';
import type { JsonSchema } from './schema.types.js';

const all = (json: JsonSchema) => createValidator(json, 'draft-2020-12', { allErrors: true });
const first = (json: JsonSchema) => createValidator(json, 'draft-2020-12', { allErrors: false });

describe('createValidator', () => {
  it('returns undefined for a valid value', () => {
    expect(first({ type: 'string' })('A-1')).toBeUndefined();
  });

  it('reports one issue or all of them', () => {
    const json = { properties: { a: { type: 'string' }, b: { type: 'string' } } };
    expect(first(json)({ a: 1, b: 2 })?.map(({ path }) => path)).toEqual(['a']);
    expect(all(json)({ a: 1, b: 2 })?.map(({ path }) => path)).toEqual(['a', 'b']);
  });

  it('starts each check afresh', () => {
    const find = all({ type: 'string' });
    const issues = find(1);
    expect(find(2)).toEqual(issues);
    expect(find('A-1')).toBeUndefined();
    expect(issues).toEqual([{ path: '', message: 'expected string, received number' }]);
  });

  describe('references', () => {
    it.each<[string, JsonSchema]>([
      ['$defs', { $ref: '#/$defs/sku', $defs: { sku: { type: 'string' } } }],
      ['an $anchor', { $ref: '#sku', $defs: { a: { $anchor: 'sku', type: 'string' } } }],
      [
        'its own $id',
        {
          $id: 'https://example.com/own',
          $ref: 'https://example.com/own#/$defs/sku',
          $defs: { sku: { type: 'string' } },
        },
      ],
      [
        'the $id of a part',
        {
          $id: 'https://example.com/whole',
          $ref: 'part',
          $defs: { a: { $id: 'part', type: 'string' } },
        },
      ],
    ])('follows one through %s', (_, json) => {
      expect(all(json)('A-1')).toBeUndefined();
      expect(all(json)(1)).toEqual([{ path: '', message: 'expected string, received number' }]);
    });

    it('follows a $dynamicRef', () => {
      const find = all({
        $dynamicAnchor: 'node',
        type: 'object',
        properties: { next: { $dynamicRef: '#node' } },
      });
      expect(find({ next: { next: {} } })).toBeUndefined();
      expect(find({ next: { next: 1 } })?.[0]?.path).toBe('next.next');
    });

    it('knows the meta-schema, for tools that take schemas', () => {
      const find = all({
        properties: { schema: { $ref: 'https://json-schema.org/draft/2020-12/schema' } },
      });
      expect(find({ schema: { type: 'object' } })).toBeUndefined();
      expect(find({ schema: { type: 'money' } })?.[0]?.path).toBe('schema.type');
    });

    it.each(['#/$defs/missing', '#missing', 'https://example.com/elsewhere'])(
      'refuses %s, which leads nowhere',
      ($ref) => {
        expect(() => first({ properties: { a: { $ref } } })).toThrow(SchemaCompileError);
        expect(() => first({ properties: { a: { $ref } } })).toThrow(
          /\(can't resolve .*\)\. References are not fetched: put what "\$ref" names into "\$defs"\./,
        );
      },
    );

    it('never resolves one to another schema with that $id', () => {
      first({ $id: 'https://example.com/secret', type: 'string' });
      expect(() => first({ $ref: 'https://example.com/secret' })).toThrow(SchemaCompileError);
    });
  });

  it('keeps schemas with the same $id apart', () => {
    const $id = 'https://example.com/order';
    const [text, number] = [first({ $id, type: 'string' }), first({ $id, type: 'number' })];
    expect(text('A-1')).toBeUndefined();
    expect(number(1)).toBeUndefined();
    expect(number('A-1')).toHaveLength(1);
  });

  it('keeps parts with the same $id apart', () => {
    const withPart = (type: string): JsonSchema => ({
      $ref: 'https://example.com/part',
      $defs: { a: { $id: 'https://example.com/part', type } },
    });
    const [text, number] = [first(withPart('string')), first(withPart('number'))];
    expect(text('A-1')).toBeUndefined();
    expect(number(1)).toBeUndefined();
    expect(text(1)).toHaveLength(1);
  });

  it.each<[string, JsonSchema, RegExp]>([
    ['a pattern that is no regular expression', { pattern: '[' }, /Invalid regular expression/],
    ['two parts with one $id', { $defs: { a: { $id: 'x' }, b: { $id: 'x' } } }, /more than one/],
    [
      'an asynchronous part',
      { $ref: '#/$defs/a', $defs: { a: { $async: true, items: { $ref: '#/$defs/a' } } } },
      /async schema referenced by sync schema/,
    ],
    ['the keyword "id" of draft-04', { id: 'order', type: 'object' }, /use "\$id"/],
  ])('refuses %s, with the reason', (_, json, reason) => {
    expect(() => first(json)).toThrow(SchemaCompileError);
    expect(() => first(json)).toThrow(reason);
    expect(() => first(json)).toThrow('Correct that part of it.');
  });

  it('keeps what ajv threw as the cause', () => {
    expect(() => first({ pattern: '[' })).toThrow(
      expect.objectContaining({ cause: expect.any(SyntaxError) }),
    );
  });
});
