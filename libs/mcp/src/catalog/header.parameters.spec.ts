import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { compileSchema } from '../schema/schema.compiler.js';
import type { JsonSchema } from '../schema/schema.types.js';
import { headerParameters } from './header.parameters.js';

const region = { type: 'string', 'x-mcp-header': 'Region' };
const object = (properties: object): JsonSchema => ({ type: 'object', properties });
const read = (schema: JsonSchema) => headerParameters(schema, 'Tools#run');

/** SEP-2243, Schema Extension. */
describe('x-mcp-header', () => {
  it('names the header of an argument', () => {
    expect(read(object({ region, other: { type: 'string' } }))).toEqual([
      { path: ['region'], header: 'Mcp-Param-Region', numeric: false },
    ]);
  });

  it('may stand on nested properties', () => {
    const schema = object({
      where: object({ at: object({ zone: { type: 'integer', 'x-mcp-header': 'Zone' } }) }),
      dry: { type: 'boolean', 'x-mcp-header': 'Dry' },
    });
    expect(read(schema)).toEqual([
      { path: ['where', 'at', 'zone'], header: 'Mcp-Param-Zone', numeric: true },
      { path: ['dry'], header: 'Mcp-Param-Dry', numeric: false },
    ]);
  });

  it('comes through zod', () => {
    const schema = z.object({ region: z.string().meta({ 'x-mcp-header': 'Region' }) });
    expect(read(compileSchema(schema, 'input').json)).toMatchObject([{ path: ['region'] }]);
  });

  it.each([
    ['a property of that name', object({ 'x-mcp-header': { type: 'string' } })],
    ['a default', object({ a: { type: 'object', default: { 'x-mcp-header': 'A' } } })],
    ['an example', object({ a: { type: 'object', examples: [{ 'x-mcp-header': 'A' }] } })],
    ['a constant', object({ a: { const: { 'x-mcp-header': 'A' } } })],
    ['a description', object({ a: { type: 'string', description: '"x-mcp-header":' } })],
    ['a schema without properties', { type: 'object' }],
    ['properties that are switches', object({ a: true, b: false })],
  ])('is no mark in %s', (_, schema) => {
    expect(read(schema)).toEqual([]);
  });

  it('marks a property of its own name like any other', () => {
    expect(read(object({ 'x-mcp-header': region }))).toMatchObject([{ path: ['x-mcp-header'] }]);
  });

  it.each<[string, JsonSchema]>([
    ['the root', { type: 'object', 'x-mcp-header': 'Root' }],
    ['items', object({ a: { type: 'array', items: region } })],
    ['prefixItems', object({ a: { type: 'array', prefixItems: [region] } })],
    ['additionalProperties', { type: 'object', additionalProperties: region }],
    ['patternProperties', { type: 'object', patternProperties: { '^a': region } }],
    ['anyOf', object({ a: { anyOf: [region, { type: 'null' }] } })],
    ['allOf at the root', { type: 'object', allOf: [object({ region })] }],
    ['a condition', { type: 'object', if: object({ region }) }],
    ['a definition', { type: 'object', $defs: { region } }],
    ['an item of a nested property', object({ a: object({ b: { items: object({ region }) } }) })],
  ])('is not allowed in %s', (_, schema) => {
    expect(() => read(schema)).toThrow(
      expect.objectContaining({
        code: 'INVALID_SCHEMA',
        message:
          'The x-mcp-header of Tools#run is wrong: it may only stand on properties that are ' +
          'reached through "properties".',
      }),
    );
  });

  it.each([
    ['', '""'],
    ['a b', '"a b"'],
    ['a:b', '"a:b"'],
    ['a\r\nb', String.raw`"a\r\nb"`],
    ['ä', '"ä"'],
    [7, '7'],
    [null, 'null'],
  ])('is no header name: %j', (name, shown) => {
    const schema = object({ a: { type: 'string', 'x-mcp-header': name } });
    expect(() => read(schema)).toThrow(`${shown} is not a header name`);
  });

  it.each(['number', 'object', 'array', 'null', ['string', 'null'], undefined])(
    'is not allowed on the type %j',
    (type) => {
      const schema = object({ a: object({ b: { type, 'x-mcp-header': 'B' } }) });
      expect(() => read(schema)).toThrow("'a.b' must be of type string, integer or boolean");
    },
  );

  it('is unique, whatever its case', () => {
    const schema = object({ a: region, b: { ...region, 'x-mcp-header': 'REGION' } });
    expect(() => read(schema)).toThrow('each name may only be used once');
  });
});
