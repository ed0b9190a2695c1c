import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { compileSchema } from '../schema/schema.compiler.js';
import type { JsonSchema } from '../schema/schema.types.js';
import { needsLegacyWrap, wrapForLegacy } from './output.schema.js';

const TREE: JsonSchema = {
  type: 'array',
  items: { $ref: '#/$defs/node' },
  $defs: {
    node: {
      type: 'object',
      properties: { name: { type: 'string' }, children: { $ref: '#' } },
      required: ['name'],
    },
  },
};

const node = z.object({
  name: z.string(),
  get children() {
    return z.array(node).optional();
  },
});

/** Schemas of the same list of trees, which refer to themselves in different ways. */
const TREES: [string, JsonSchema][] = [
  ['pointers into $defs and to the root', TREE],
  ['an $id of its own', { $id: 'https://example.com/tree', ...TREE }],
  ['what zod makes of a getter', compileSchema(z.array(node), 'output').json],
];

const ANCHORED: JsonSchema = {
  type: 'array',
  items: { $ref: '#node' },
  $defs: {
    node: {
      $anchor: 'node',
      properties: {
        name: { type: 'string' },
        children: { type: 'array', items: { $ref: '#node' } },
      },
    },
  },
};

describe('needsLegacyWrap', () => {
  it.each<[JsonSchema, boolean]>([
    [{ type: 'object' }, false],
    [{ type: 'object', oneOf: [{}, {}] }, false],
    [{ type: 'array' }, true],
    [{ type: 'string' }, true],
    [{ type: 'null' }, true],
    [{ type: ['object', 'null'] }, true],
    [{ type: ['object'] }, true],
    [{ anyOf: [{ type: 'object' }] }, true],
    [{ $ref: '#/$defs/a' }, true],
    [{ properties: { a: {} } }, true],
    [{}, true],
  ])('of %j is %s', (schema, expected) => {
    expect(needsLegacyWrap(schema)).toBe(expected);
  });
});

describe('wrapForLegacy', () => {
  it('asks for an object with the result in it', () => {
    expect(wrapForLegacy({ type: 'integer', minimum: 1 }, 'count')).toEqual({
      type: 'object',
      properties: { result: { type: 'integer', minimum: 1 } },
      required: ['result'],
    });
  });

  it('does not touch the schema that it wraps', () => {
    const before = structuredClone(TREE);
    wrapForLegacy(Object.freeze(TREE), 'tree');
    expect(TREE).toEqual(before);
  });

  it('keeps an $id that is there', () => {
    const wrapped = wrapForLegacy({ $id: 'https://example.com/a', $ref: '#/$defs/a' }, 'a');
    expect(wrapped).toHaveProperty(['properties', 'result', '$id'], 'https://example.com/a');
  });

  it.each([
    'http://json-schema.org/draft-07/schema#',
    'https://json-schema.org/draft/2020-12/schema',
  ])('has the dialect %s at its root, where alone it may stand', ($schema) => {
    const wrapped = wrapForLegacy({ $schema, type: 'array', items: { type: 'string' } }, 'list');
    expect(wrapped).toMatchObject({ $schema, type: 'object' });
    expect(wrapped).not.toHaveProperty(['properties', 'result', '$schema']);
  });

  it.each([
    ['größe', 'gr%C3%B6%C3%9Fe'],
    ['a b', 'a%20b'],
    ['a#b', 'a%23b'],
    ['\ud800', '%EF%BF%BD'],
  ])('names the schema of the tool %j by a URI without a fragment', (name, encoded) => {
    const $id = `urn:nest-mcp:output:${encoded}`;
    expect(wrapForLegacy(TREE, name)).toHaveProperty(['properties', 'result', '$id'], $id);
  });

  it('names the schemas of two tools differently', () => {
    const idOf = (tool: string) =>
      (wrapForLegacy(TREE, tool) as { properties: { result: { $id: string } } }).properties.result
        .$id;
    expect(idOf('a')).not.toBe(idOf('b'));
  });

  const valid = { result: [{ name: 'a', children: [{ name: 'b' }] }] };
  const wrong = { result: [{ name: 'a', children: [{ name: 7 }] }] };

  it.each([
    ...TREES.map(([by, schema]) => ['2020-12', by, schema, Ajv2020] as const),
    ...TREES.map(([by, schema]) => ['draft-07', by, schema, Ajv] as const),
    ['2020-12', 'an anchor', ANCHORED, Ajv2020] as const,
  ])('lets a client of %s check what is inside, with %s', (_, __, schema, Client) => {
    const { $schema: _dialect, ...plain } = schema;
    const validate = new Client({ strict: false }).compile(wrapForLegacy(plain, 'tree'));
    expect(validate(valid)).toBe(true);
    expect(validate(wrong)).toBe(false);
    expect(validate({ result: 'no tree' })).toBe(false);
    expect(validate({})).toBe(false);
  });

  it('lets one client compile the schemas of several tools', () => {
    const ajv = new Ajv2020({ strict: false });
    for (const tool of ['a', 'b', 'c']) {
      expect(ajv.compile(wrapForLegacy(TREE, tool))(valid)).toBe(true);
    }
  });
});
