import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../schema/schema.types.js';
import { withObjectRoot } from './object.root.js';

const object = { type: 'object' };
const text = { type: 'string' };
const $defs = {
  order: object,
  name: text,
  loop: { $ref: '#/$defs/loop' },
  there: { $ref: '#/$defs/back' },
  back: { $ref: '#/$defs/there' },
  far: { anyOf: [{ $ref: '#/$defs/order' }] },
};

const OBJECTS: JsonSchema[] = [
  { $ref: '#/$defs/order', $defs },
  { $ref: '#/definitions/order', definitions: $defs },
  { $ref: '#/$defs/far', $defs },
  { anyOf: [object, { $ref: '#/$defs/order' }], $defs },
  { oneOf: [object, { allOf: [object] }] },
  { allOf: [{ minProperties: 1 }, object] },
  { anyOf: [{ $ref: '#/$defs/order' }, { $ref: '#/$defs/order' }], $defs },
];

const OTHERS: JsonSchema[] = [
  {},
  { properties: { a: text } },
  { anyOf: [] },
  { anyOf: [object, text] },
  { oneOf: [object, {}] },
  { anyOf: [object, true] },
  { anyOf: [object, null] },
  { anyOf: object },
  { allOf: [{ minProperties: 1 }] },
  { not: object },
  { $ref: '#/$defs/name', $defs },
  { $ref: '#/$defs/loop', $defs },
  { $ref: '#/$defs/there', $defs },
  { $ref: '#/$defs/none', $defs },
  { $ref: '#/$defs/order' },
  { $ref: '#' },
  { $ref: 'https://example.com/order' },
  { $ref: 7, $defs },
];

describe('withObjectRoot', () => {
  it.each(OBJECTS)('says that only objects fit %j', (schema) => {
    expect(withObjectRoot(schema)).toEqual({ ...schema, type: 'object' });
    const validate = new Ajv2020({ strict: false }).compile(schema);
    for (const value of ['text', 7, null, [], true]) expect(validate(value)).toBe(false);
  });

  it.each(OTHERS)('says nothing of %j', (schema) => {
    expect(withObjectRoot(schema)).toBe(schema);
  });

  it.each(['object', 'string', ['object', 'null'], null])('leaves the type %j alone', (type) => {
    const schema = { type, $ref: '#/$defs/order', $defs };
    expect(withObjectRoot(schema)).toBe(schema);
  });

  it('does not touch the schema that it was given', () => {
    const schema = Object.freeze({ $ref: '#/$defs/order', $defs });
    expect(withObjectRoot(schema)).not.toBe(schema);
    expect(schema).not.toHaveProperty('type');
  });
});
