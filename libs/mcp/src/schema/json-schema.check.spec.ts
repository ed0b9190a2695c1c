import { describe, expect, it } from 'vitest';
import { checkJsonSchema } from './json-schema.check.js';
import { SchemaCompileError } from './schema-compile.error.js';

const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';

describe('checkJsonSchema', () => {
  it.each([
    ['an empty schema', {}],
    ['unknown keywords', { 'x-mcp-header': { name: 'X-Region' }, whatever: [1] }],
    ['an unknown format', { type: 'string', format: 'order-number' }],
    ['boolean subschemas', { properties: { a: true, b: false } }],
    ['references and anchors', { $defs: { a: { $anchor: 'a' } }, $ref: '#a' }],
    ['a schema of its own dialect inside', { $defs: { a: { $schema: DRAFT_07 } } }],
  ])('lets %s pass', (_, json) => {
    expect(() => checkJsonSchema(json, 'draft-2020-12')).not.toThrow();
  });

  it('names the place and the reason', () => {
    const json = { properties: { 'unit/price': { type: 'money' } } };
    expect(() => checkJsonSchema(json, 'draft-2020-12')).toThrow(SchemaCompileError);
    expect(() => checkJsonSchema(json, 'draft-2020-12')).toThrow(
      'it is not valid JSON Schema draft-2020-12 (properties["unit/price"].type: must be one of ' +
        '"array", "boolean", "integer", "null", "number", "object", "string"). ' +
        'Correct that keyword.',
    );
  });

  it.each([
    [{ required: 'sku' }, 'required: expected array, received string'],
    [{ properties: [] }, 'properties: expected object, received array'],
    [{ minLength: -1 }, 'minLength: must be >= 0'],
    [{ items: { enum: 'a' } }, 'items.enum: expected array, received string'],
    [{ $defs: { a: { type: ['string', 'string'] } } }, /^it is not valid .*\$defs\.a\.type: /],
    [{ $id: 7 }, '$id: expected string, received number'],
  ])('refuses %o', (json, reason) => {
    expect(() => checkJsonSchema(json, 'draft-2020-12')).toThrow(reason);
  });

  it('holds each dialect to its own meta-schema', () => {
    const tuple = { items: [{ type: 'string' }] };
    expect(() => checkJsonSchema(tuple, 'draft-07')).not.toThrow();
    expect(() => checkJsonSchema(tuple, 'draft-2020-12')).toThrow('items: ');
    expect(() => checkJsonSchema({ type: 'money' }, 'draft-07')).toThrow('JSON Schema draft-07');
  });

  it('leaves no trace of the $id of a schema', () => {
    const $id = 'https://example.com/order';
    checkJsonSchema({ $id, type: 'object' }, 'draft-2020-12');
    expect(() => checkJsonSchema({ $id, type: 'string' }, 'draft-2020-12')).not.toThrow();
  });

  it.each([true, false])('refuses $async: %s, which would make a validator a promise', ($async) => {
    expect(() => checkJsonSchema({ $async, type: 'object' }, 'draft-2020-12')).toThrow(
      'it has "$async", an extension of ajv. Remove "$async".',
    );
  });
});
