import supertest from 'supertest';
import { describe, expect, it } from 'vitest';
import { ADAPTER_NAMES } from '../support/adapters.js';
import { EventReader } from '../support/wire/event.reader.js';
import { openSession, post, postModern } from '../support/wire/http.client.js';
import { callTool, request } from '../support/wire/rpc.messages.js';
import { serve, type Handler } from '../support/wire/served.app.js';
import { RAW_SURFACE_NAMES, RAW_SURFACES } from '../support/wire/surfaces.js';

/** Well-known clients end a line at each of these. */
const TEXT = 'a\u0085b\u2028c\u2029d\ne\rf\u{1F600}';
const ESCAPED = String.raw`a\u0085b\u2028c\u2029d\ne\rf😀`;
const talk: Handler = async (_, ctx) => {
  await ctx.log.info(TEXT);
  return TEXT;
};

describe.each(ADAPTER_NAMES)('text with characters that end lines on %s', (adapter) => {
  const streamed = { accept: 'text/event-stream' };

  it('is escaped in streams of Streamable HTTP', async () => {
    const served = await serve(adapter, { tools: { talk } });
    const session = await openSession(served);
    const answers = [
      await session.send(request(1, 'tools/call', callTool('talk')), streamed),
      await postModern(served, 'tools/call', callTool('talk'), streamed),
    ];
    for (const { text } of answers) {
      expect(text).not.toMatch(/[\u0085\u2028\u2029\r]/);
      expect(text).toContain(ESCAPED);
      const data = text.split('\n').filter((line) => line.startsWith('data: {'));
      const last = JSON.parse(data.at(-1)!.slice('data: '.length)) as object;
      expect(last).toMatchObject({ result: { content: [{ text: TEXT }] } });
    }
  });

  it('is escaped when a stream is resumed', async () => {
    const served = await serve(adapter, { tools: { talk } });
    const session = await openSession(served);
    const { text } = await session.send(request(1, 'tools/call', callTool('talk')), streamed);
    const [, first = ''] = /^id: (.*)$/m.exec(text) ?? [];
    const again = await supertest(served.origin)
      .get('/mcp')
      .set({ ...session.headers, ...streamed, 'last-event-id': first });
    expect(again.text).not.toMatch(/[\u0085\u2028\u2029\r]/);
    expect(again.text).toContain(ESCAPED);
  });

  it('is escaped over HTTP+SSE', async () => {
    const served = await serve(adapter, { mcp: { sse: true }, tools: { talk } });
    const stream = await EventReader.open(`${served.origin}/mcp/sse`);
    const { data: path } = (await stream.next()) ?? {};
    await post(served, request(1, 'tools/call', callTool('talk')), {}, path).expect(202);
    for (const _ of ['log', 'answer']) expect((await stream.next())?.data).toContain(ESCAPED);
  });
});

describe.each(RAW_SURFACE_NAMES)('text with such characters over %s', (name) => {
  it('arrives as it is', async () => {
    const served = await serve('express', { mcp: { sse: true }, tools: { quiet: () => TEXT } });
    const wire = await RAW_SURFACES[name](served);
    const answer = await wire.ask(wire.request('tools/call', callTool('quiet')));
    expect(answer).toMatchObject({ result: { content: [{ text: TEXT }] } });
  });
});
