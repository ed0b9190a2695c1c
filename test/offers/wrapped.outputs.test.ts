import { McpRegistry, type JsonSchema } from 'nest-mcp';
import { describe, expect, it } from 'vitest';
import { serve } from '../support/serve.js';
import { WAYS } from '../support/ways.js';
import { OffersModule } from './offers.module.js';

const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';
const NEWEST = 'https://json-schema.org/draft/2020-12/schema';
const NAMES = { type: 'array', items: { $ref: '#/definitions/name' } };
const definitions = { name: { type: 'string' } };

/** Output schemas that are no objects, by the name of a tool. */
const OUTPUTS: Readonly<Record<string, JsonSchema>> = {
  plain_draft_07: { $schema: DRAFT_07, type: 'array', items: { type: 'string' } },
  plain_2020_12: { $schema: NEWEST, type: 'array', items: { type: 'string' } },
  draft_07: { $schema: DRAFT_07, ...NAMES, definitions },
  with_id: { $schema: DRAFT_07, $id: 'https://example.com/names', ...NAMES, definitions },
  größe: { ...NAMES, definitions },
  'a b': { ...NAMES, definitions },
  'a#b': { ...NAMES, definitions },
  'a%b?c/d\\"e"': { ...NAMES, definitions },
};

describe.each(WAYS)('output schemas that are no objects, $name', (way) => {
  it('reach a client that compiles them, twice, and checks results by them', async () => {
    const served = await serve(OffersModule).on('express');
    const registry = served.app.get(McpRegistry);
    for (const [name, output] of Object.entries(OUTPUTS)) {
      registry.addTool({ name, output }, () => ['ann']);
    }
    const client = await way.connect(served);
    for (let time = 0; time < 2; time++) {
      const { tools } = await client.listTools();
      expect(tools).toHaveLength(Object.keys(OUTPUTS).length);
    }
    for (const name of Object.keys(OUTPUTS)) {
      const { structuredContent } = await client.callTool({ name });
      const expected = way.era === 'legacy' ? { result: ['ann'] } : ['ann'];
      expect(structuredContent, name).toEqual(expected);
    }
  });
});
