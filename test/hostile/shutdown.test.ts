import type { CallAborted } from 'nest-mcp';
import { describe, expect, it } from 'vitest';
import { EventReader } from '../support/wire/event.reader.js';
import { gate } from '../support/wire/gate.js';
import { openSession, post } from '../support/wire/http.client.js';
import {
  callTool,
  modernHeaders,
  modernRequest,
  request,
  type Headers,
  type Json,
} from '../support/wire/rpc.messages.js';
import { ADAPTER_NAMES } from '../support/adapters.js';
import { serve, type Handler, type Served } from '../support/wire/served.app.js';

const STOPPING = { code: -32000, message: 'The server is shutting down; try again.' };
const CALL = callTool('hold', {}, { progressToken: 'p' });

/** Begins a call that reports progress once, on the stream that will carry its answer. */
const BEGIN: Record<string, (served: Served) => Promise<EventReader>> = {
  'Streamable HTTP, legacy': async (served) => {
    const { headers } = await openSession(served);
    return streamOf(served, headers, request(1, 'tools/call', CALL));
  },
  'Streamable HTTP, modern': async (served) => {
    const body = modernRequest(1, 'tools/call', CALL);
    return streamOf(served, modernHeaders(body), body);
  },
  'HTTP+SSE': async (served) => {
    const stream = await EventReader.open(`${served.origin}/mcp/sse`);
    const messages = (await stream.next())?.data;
    await post(served, request(1, 'tools/call', CALL), {}, messages).expect(202);
    return stream;
  },
};

const streamOf = ({ origin }: Served, headers: Headers, body: Json) =>
  EventReader.open(`${origin}/mcp`, { headers, body });

describe.each(ADAPTER_NAMES)('an application on %s that stops', (adapter) => {
  it.each(Object.keys(BEGIN))('lets a call over %s end', async (name) => {
    const release = gate();
    const hold: Handler = async (_, ctx) => {
      await ctx.progress(1);
      await release.opened;
      return 'held';
    };
    const served = await serve(adapter, { mcp: { sse: true }, tools: { hold } });
    const stream = await BEGIN[name]!(served);
    expect(await stream.message()).toMatchObject({ method: 'notifications/progress' });
    const closed = served.app.close();
    release.open();
    const rest = await stream.rest();
    expect(rest).toHaveLength(1);
    expect(rest[0]).toMatchObject({ id: 1, result: { content: [{ text: 'held' }] } });
    await closed;
  });

  it.each(Object.keys(BEGIN))('gives up a call over %s that does not', async (name) => {
    const reasons: unknown[] = [];
    const hold: Handler = async (_, ctx) => {
      ctx.signal.addEventListener('abort', () =>
        reasons.push((ctx.signal.reason as CallAborted).reason),
      );
      await ctx.progress(1);
      await new Promise(() => undefined);
    };
    const served = await serve(adapter, { mcp: { sse: true, drain: 0 }, tools: { hold } });
    const stream = await BEGIN[name]!(served);
    await stream.message();
    const closed = served.app.close();
    expect(await stream.rest()).toEqual([{ jsonrpc: '2.0', id: 1, error: STOPPING }]);
    expect(reasons).toEqual(['shutdown']);
    await closed;
  });
});
