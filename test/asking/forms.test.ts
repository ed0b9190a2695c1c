import { McpRegistry, type McpSchema } from 'nest-mcp';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { OffersModule } from '../offers/offers.module.js';
import { answers } from '../support/client.handlers.js';
import { jsonOf, textOf } from '../support/clients/test.client.js';
import { LOG } from '../support/log.recorder.js';
import { serve } from '../support/serve.js';
import { WAYS } from '../support/ways.js';

const size = z.enum(['s', 'm']).meta({ id: 'Size' });
const address = z.object({ city: z.string() });
const id = '6f1c2a34-9b1d-4c58-8b4e-0a1b2c3d4e5f';
const ACCEPTED = { action: 'accept', content: { size: 's', other: 'm', tags: ['a'], id } };

describe.each(WAYS)('forms, $name', (way) => {
  async function ask(schema: McpSchema) {
    const served = await serve(OffersModule).on('express');
    served.app
      .get(McpRegistry)
      .addTool({ name: 'ask', output: { type: 'object' } }, (_, ctx) =>
        ctx.elicit({ message: 'Which?', schema }),
      );
    const client = await way.connect(served, { elicitation: { form: {} } });
    const answer = vi.fn<(params: unknown) => unknown>(() => ACCEPTED);
    answers(client, 'elicitation/create', answer);
    return { result: await client.callTool({ name: 'ask' }), answer };
  }

  it('reach the client without what only a validator understands', async () => {
    const tags = z.array(z.union([z.literal('a'), z.literal('b')]));
    const { result, answer } = await ask(z.object({ size, other: size, tags, id: z.uuid() }));
    expect(result.isError).toBeFalsy();
    expect(jsonOf(result)).toEqual(ACCEPTED);
    expect(JSON.stringify(answer.mock.calls[0])).not.toMatch(/\$ref|anyOf/);
  });

  it.each<[string, McpSchema, string]>([
    ['nested', z.object({ address }), "property 'address' is an object"],
    ['nullable', z.object({ size: size.nullable() }), "property 'size' may be null"],
    ['not convertible', z.object({ when: z.date() }), 'the input side of the zod schema'],
  ])('that are %s are refused at once, and the log says why', async (_, schema, why) => {
    const { result, answer } = await ask(schema);
    expect(answer).not.toHaveBeenCalled();
    expect(result.isError).toBe(true);
    expect(textOf(result)).toMatch(/^The tool 'ask' failed on the server\. Correlation id: \S+$/);

    const [call = ''] = textOf(result).split(' ').slice(-1);
    expect((await LOG.has(call)).split('\n').find((line) => line.includes(call))).toContain(why);
  });
});
