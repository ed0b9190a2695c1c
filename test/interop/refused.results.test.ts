import { Injectable, Module } from '@nestjs/common';
import { McpModule, Tool, type McpContext } from 'nest-mcp';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { gate, type Gate } from '../support/wire/gate.js';
import { serve } from '../support/serve.js';
import { WAYS } from '../support/ways.js';

const DATED = {
  type: 'object',
  properties: { at: { type: 'string', format: 'date-time' } },
  required: ['at'],
} as const;

let heard: Gate;

/** Clients throw away the whole answer for a result that has a member of the wrong type. */
@Injectable()
class Results {
  @Tool({ output: z.object({ total: z.number() }) }) failed() {
    const content = [{ type: 'text', text: 'out of stock' }];
    return { content, isError: true, structuredContent: { code: 7 } };
  }

  @Tool({ output: z.object({ content: z.array(z.unknown()), total: z.number() }) }) page() {
    return { content: [], total: 0 };
  }

  @Tool({ output: DATED }) dated() {
    return { at: new Date(0) };
  }

  @Tool() list() {
    return { content: [{ type: 'text', text: 'a list' }], structuredContent: [1] };
  }

  @Tool() lookalikes() {
    return [{ type: 'resource', resource: 'orders', action: 'read' }];
  }

  @Tool() picture() {
    return { type: 'image', data: Buffer.from('a'), mimeType: 'image/png' };
  }

  @Tool() link() {
    return { type: 'resource_link', uri: 'a:b', name: 'b', description: null };
  }

  @Tool() async progress(_args: unknown, ctx: McpContext) {
    for (const done of [5, 3, Number.NaN, 12]) await ctx.progress(done, Infinity);
    await ctx.log.info(undefined);
    await ctx.log.error(new Error('x'));
    // SDKs read an answer before the progress that came with it in one piece.
    await heard.opened;
    return ctx.method;
  }
}

@Module({
  imports: [McpModule.forRoot({ name: 'results', version: '1.0.0', sse: true })],
  providers: [Results],
})
class ResultsModule {}

describe.each(WAYS)('$name takes', (way) => {
  async function open() {
    const served = await serve(ResultsModule).on('express');
    const client = await way.connect(served);
    // Clients compare results with the schemas that they know from the list.
    await client.listTools();
    return client;
  }

  it('an error of a tool with a schema, whatever its structure is', async () => {
    const result = await (await open()).callTool({ name: 'failed' });
    expect(result).toMatchObject({ isError: true, content: [{ text: 'out of stock' }] });
  });

  it.each([
    ['page', { content: [], total: 0 }],
    ['dated', { at: '1970-01-01T00:00:00.000Z' }],
  ])('the structure of %s', async (name, structure) => {
    const result = await (await open()).callTool({ name });
    expect(result['structuredContent']).toEqual(structure);
    expect(result['isError']).toBeUndefined();
  });

  it.each([
    ['list', 'a list'],
    ['lookalikes', '[{"type":"resource","resource":"orders","action":"read"}]'],
    ['picture', '{"type":"image","data":{"type":"Buffer","data":[97]},"mimeType":"image/png"}'],
    ['link', '{"type":"resource_link","uri":"a:b","name":"b","description":null}'],
  ])('the text of %s', async (name, text) => {
    const { content } = await (await open()).callTool({ name });
    expect(content).toEqual([{ type: 'text', text }]);
  });

  it('progress and log messages without numbers and data that JSON lacks', async () => {
    const client = await open();
    const errors: unknown[] = [];
    client.onerror = (error) => errors.push(error);
    const progress: unknown[] = [];
    heard = gate();
    const onprogress = (told: unknown) => {
      if (progress.push(told) === 2) heard.open();
    };
    // SDK v1 takes a schema of the result before the options.
    const options = (
      way.name.endsWith('v1') ? [undefined, { onprogress }] : [{ onprogress }]
    ) as never[];
    const { content } = await client.callTool({ name: 'progress' }, ...options);
    expect(content).toEqual([{ type: 'text', text: 'tools/call' }]);
    expect(progress).toEqual([{ progress: 5 }, { progress: 12 }]);
    expect(errors).toEqual([]);
  });
});
