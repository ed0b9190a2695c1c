import { toStandardJsonSchema } from '@valibot/to-json-schema';
import { type } from 'arktype';
import { McpRegistry, type McpSchema } from 'nest-mcp';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { textOf } from '../support/clients/test.client.js';
import { serve } from '../support/serve.js';
import { LEGACY_WAYS, MODERN_WAYS } from '../support/ways.js';
import { OffersModule } from './offers.module.js';

const zod = z.union([
  z.object({ kind: z.literal('year'), year: z.number() }),
  z.object({ kind: z.literal('text'), text: z.string() }),
]);
const valibot = v.union([
  v.object({ kind: v.literal('year'), year: v.number() }),
  v.object({ kind: v.literal('text'), text: v.string() }),
]);
const json = (keyword: string) => ({
  [keyword]: [
    {
      type: 'object',
      properties: { kind: { const: 'year' }, year: { type: 'number' } },
      required: ['kind', 'year'],
    },
    {
      type: 'object',
      properties: { kind: { const: 'text' }, text: { type: 'string' } },
      required: ['kind', 'text'],
    },
  ],
});
const objectOf = (filter: object) => ({ type: 'object', properties: { filter } });

/** Schemas of the same filter; what each says of the member that lacks. */
const SCHEMAS: readonly [string, McpSchema, RegExp][] = [
  ['zod', z.object({ filter: zod }), /text: expected string/],
  ['zod/mini union in a list', z.object({ filter: z.array(zod) }), /text: expected string/],
  ['valibot', toStandardJsonSchema(v.object({ filter: valibot })), /text: .*Expected "text"/],
  [
    'arktype',
    type({
      filter: type({ kind: "'year'", year: 'number' }).or({ kind: "'text'", text: 'string' }),
    }),
    /text must be a string|text: must be a string/,
  ],
  ['anyOf', objectOf(json('anyOf')), /text: is required/],
  ['oneOf', objectOf(json('oneOf')), /text: is required/],
];

describe.each([MODERN_WAYS[0]!, LEGACY_WAYS[0]!])(
  'arguments that fit no alternative, $name',
  (way) => {
    it.each(SCHEMAS)(
      'are answered with what is wrong with them: %s',
      async (name, input, wrong) => {
        const served = await serve(OffersModule).on('express');
        served.app.get(McpRegistry).addTool({ name: 'search', input }, () => 'found');
        const client = await way.connect(served);
        const given = { kind: 'text' };
        const filter = name.endsWith('in a list') ? [given] : given;
        const text = textOf(await client.callTool({ name: 'search', arguments: { filter } }));
        expect(text).toMatch(/filter/);
        expect(text).toMatch(wrong);
      },
    );
  },
);
