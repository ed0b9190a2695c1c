import { toStandardJsonSchema } from '@valibot/to-json-schema';
import { type } from 'arktype';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { compileSchema } from '../schema/schema.compiler.js';
import type { JsonSchema, McpSchema } from '../schema/schema.types.js';
import { formSchemaOf } from './form.schema.js';

const form = (schema: McpSchema) => formSchemaOf(compileSchema(schema, 'input').json);
const fieldOf = (schema: z.ZodType) => form(z.object({ field: schema })).properties['field'];
const problemOf = (json: JsonSchema) => {
  try {
    formSchemaOf(json);
  } catch (error) {
    return error;
  }
  return undefined;
};
const titled = (one: string) => z.literal(one.toLowerCase()).meta({ title: one });

describe('a form', () => {
  it('has what a reference names in its place, with what stands beside it', () => {
    const size = z.enum(['s', 'm']).meta({ id: 'Größe 1', description: 'Of a shirt' });
    const json = form(z.object({ size, other: size.describe('Of trousers') }));
    expect(json).toEqual({
      type: 'object',
      properties: {
        size: { type: 'string', enum: ['s', 'm'], description: 'Of a shirt' },
        other: expect.objectContaining({ enum: ['s', 'm'], description: 'Of trousers' }),
      },
      required: ['size', 'other'],
    });
    expect(JSON.stringify(json)).not.toMatch(/\$ref|\$defs/);
  });

  it('may be a reference itself', () => {
    const json = form(z.object({ name: z.string() }).meta({ id: 'person' }));
    expect(json.properties).toEqual({ name: { type: 'string' } });
  });

  it.each<[string, z.ZodType, object]>([
    ['a literal', z.literal('a'), { type: 'string', enum: ['a'] }],
    [
      'several literals',
      z.union([z.literal('a'), z.literal('b')]),
      { type: 'string', enum: ['a', 'b'] },
    ],
    [
      'literals with titles',
      z.union([titled('A'), titled('B')]),
      {
        type: 'string',
        oneOf: [
          { const: 'a', title: 'A' },
          { const: 'b', title: 'B' },
        ],
      },
    ],
    [
      'a list of choices',
      z.array(z.enum(['a', 'b'])).min(1),
      { type: 'array', minItems: 1, items: { type: 'string', enum: ['a', 'b'] } },
    ],
    [
      'a list of choices with titles',
      z.array(z.union([titled('A'), titled('B')])),
      {
        type: 'array',
        items: {
          anyOf: [
            { const: 'a', title: 'A' },
            { const: 'b', title: 'B' },
          ],
        },
      },
    ],
    ['a format that clients know', z.email(), { type: 'string', format: 'email' }],
    ['a default', z.boolean().default(true), { type: 'boolean', default: true }],
  ])('has %s', (_, schema, expected) => {
    expect(fieldOf(schema)).toMatchObject(expected);
  });

  it('leaves out a format that clients do not know, which would make them refuse the form', () => {
    expect(fieldOf(z.uuid())).toEqual({ type: 'string', pattern: expect.any(String) });
  });

  it('has the choices of every library', () => {
    const all = [
      form(z.object({ pick: z.enum(['a', 'b']) })),
      form(toStandardJsonSchema(v.object({ pick: v.picklist(['a', 'b']) }))),
      form(type({ pick: "'a' | 'b'" })),
    ];
    for (const { properties } of all) {
      expect(properties['pick']).toMatchObject({ type: 'string', enum: ['a', 'b'] });
    }
  });
});

const withField = (field: unknown): JsonSchema => ({ type: 'object', properties: { field } });
const LOOP = { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } };

describe('what no form can ask', () => {
  it.each<[string, JsonSchema, string]>([
    ['an object', withField({ type: 'object' }), "property 'field' is an object"],
    ['null', withField({ type: ['string', 'null'] }), "property 'field' may be null"],
    ['null', withField({ anyOf: [{ type: 'number' }, { type: 'null' }] }), 'make it optional'],
    ['several types', withField({ type: ['string', 'number'] }), 'is of type ["string","number"]'],
    ['anything', withField({}), "property 'field' has no type"],
    ['anything', withField(true), "property 'field' may be anything"],
    ['a union', withField({ anyOf: [{ type: 'string' }, { type: 'number' }] }), 'has "anyOf"'],
    ['a list of texts', withField({ type: 'array', items: { type: 'string' } }), 'is a list of'],
    ['a list', withField({ type: 'array' }), 'is a list of'],
    ['a loop', { ...withField(LOOP.a), $defs: LOOP }, "property 'field' refers to itself"],
    [
      'nothing',
      withField({ $ref: '#/$defs/gone' }),
      'refers to "#/$defs/gone", which is not there',
    ],
    ['elsewhere', withField({ $ref: 'https://example.com/a' }), 'which is somewhere else'],
    ['no object', { type: 'string' }, 'it is no object at its root'],
    ['a record', { type: 'object', additionalProperties: { type: 'string' } }, 'leaves the names'],
    [
      'a mixture',
      { type: 'object', allOf: [withField({ type: 'string' })] },
      'has "allOf" at its root',
    ],
    [
      'what it hides',
      { type: 'object', required: ['x'] },
      "property 'x' is required, but not described",
    ],
  ])('is refused with its name: %s', (_, json, problem) => {
    expect(problemOf(json)).toMatchObject({
      code: 'INVALID_QUESTION',
      message: expect.stringContaining(problem),
    });
  });
});
