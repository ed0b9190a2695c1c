import supertest from 'supertest';
import { McpRegistry } from 'nest-mcp';
import { describe, expect, it } from 'vitest';
import { EventReader } from '../support/wire/event.reader.js';
import { gate } from '../support/wire/gate.js';
import { openSession, post } from '../support/wire/http.client.js';
import {
  callTool,
  LEGACY,
  modernHeaders,
  modernRequest,
  request,
  type Json,
} from '../support/wire/rpc.messages.js';
import { ADAPTER_NAMES } from '../support/adapters.js';
import { serve, type Handler } from '../support/wire/served.app.js';

const STREAM_HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
};
const CHANGED = { jsonrpc: '2.0', method: 'notifications/tools/list_changed' };

const count: Handler = async (_, ctx) => {
  for (const done of [1, 2, 3]) await ctx.progress(done, 3);
  await ctx.log.warning('nearly');
  return 'counted';
};

const progress = (done: number, token: unknown): Json => ({
  jsonrpc: '2.0',
  method: 'notifications/progress',
  params: { progressToken: token, progress: done, total: 3 },
});

describe.each(ADAPTER_NAMES)('an answer with messages before it on %s', (adapter) => {
  it('becomes a stream in a session, the result last', async () => {
    const served = await serve(adapter, { tools: { count } });
    const { headers } = await openSession(served);
    const body = request('a', 'tools/call', callTool('count', {}, { progressToken: 'a' }));
    const stream = await EventReader.open(`${served.origin}/mcp`, { headers, body });
    expect(stream.status).toBe(200);
    expect(stream.headers).toMatchObject({
      ...STREAM_HEADERS,
      'mcp-session-id': headers['mcp-session-id'],
    });
    expect(await stream.rest()).toEqual([
      progress(1, 'a'),
      progress(2, 'a'),
      progress(3, 'a'),
      expect.objectContaining({ method: 'notifications/message' }),
      { jsonrpc: '2.0', id: 'a', result: { content: [{ type: 'text', text: 'counted' }] } },
    ]);
  });

  it('becomes a stream in the modern era, without messages that were not asked for', async () => {
    const served = await serve(adapter, { tools: { count } });
    const body = modernRequest(1, 'tools/call', callTool('count', {}, { progressToken: 7 }));
    const headers = modernHeaders(body);
    const stream = await EventReader.open(`${served.origin}/mcp`, { headers, body });
    expect(stream.headers).toMatchObject(STREAM_HEADERS);
    const all = await stream.rest();
    expect(all.slice(0, -1)).toEqual([progress(1, 7), progress(2, 7), progress(3, 7)]);
    expect(all.at(-1)).toMatchObject({ id: 1, result: { resultType: 'complete' } });
  });

  it('stays JSON when nothing has to be sent', async () => {
    const served = await serve(adapter, { mcp: { keepAlive: 0 }, tools: { count } });
    const body = modernRequest(1, 'tools/call', callTool('count'));
    const answer = await post(served, body, modernHeaders(body)).expect(200);
    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.body.result.content).toEqual([{ type: 'text', text: 'counted' }]);
  });

  it('stays JSON for a client that takes no streams', async () => {
    const served = await serve(adapter, { tools: { count } });
    const body = modernRequest(1, 'tools/call', callTool('count', {}, { progressToken: 7 }));
    const headers = { ...modernHeaders(body), accept: 'application/json' };
    const answer = await post(served, body, headers).expect(200);
    expect(answer.body.result.content).toEqual([{ type: 'text', text: 'counted' }]);
  });

  it('sends each message at once, on the stream of its own request only', async () => {
    const [first, second] = [gate(), gate()];
    const step: Handler = async ({ which }, ctx) => {
      await ctx.progress(1, 3);
      await (which === 'a' ? first : second).opened;
      return which;
    };
    const served = await serve(adapter, { tools: { step } });
    const { headers } = await openSession(served);
    const open = (which: string) =>
      EventReader.open(`${served.origin}/mcp`, {
        headers,
        body: request(which, 'tools/call', callTool('step', { which }, { progressToken: which })),
      });
    const general = await EventReader.open(`${served.origin}/mcp`, { headers });
    const [a, b] = await Promise.all([open('a'), open('b')]);
    expect(await a.message()).toEqual(progress(1, 'a'));
    expect(await b.message()).toEqual(progress(1, 'b'));
    second.open();
    expect(await b.rest()).toEqual([expect.objectContaining({ id: 'b' })]);
    first.open();
    expect(await a.rest()).toEqual([expect.objectContaining({ id: 'a' })]);
    await supertest(served.origin).delete('/mcp').set(headers).expect(204);
    expect(await general.rest()).toEqual([]);
  });

  it('sends comments while the handler is silent', async () => {
    const release = gate();
    const hold: Handler = async (_, ctx) => {
      await ctx.progress(1, 3);
      await release.opened;
    };
    const served = await serve(adapter, { mcp: { keepAlive: 5 }, tools: { hold } });
    const body = modernRequest(1, 'tools/call', callTool('hold', {}, { progressToken: 7 }));
    const headers = modernHeaders(body);
    const stream = await EventReader.open(`${served.origin}/mcp`, { headers, body });
    await stream.message();
    expect(await stream.next()).toEqual({ comment: 'keep-alive' });
    expect(await stream.next()).toEqual({ comment: 'keep-alive' });
  });
});

describe.each(ADAPTER_NAMES)('the stream of a session on %s', (adapter) => {
  const change = (served: Awaited<ReturnType<typeof serve>>, name: string) =>
    served.app.get(McpRegistry).addTool({ name }, () => name);

  it('tells of changed lists', async () => {
    const served = await serve(adapter);
    const { headers } = await openSession(served);
    const stream = await EventReader.open(`${served.origin}/mcp`, { headers });
    expect(stream.status).toBe(200);
    expect(stream.headers).toMatchObject({
      ...STREAM_HEADERS,
      'mcp-session-id': headers['mcp-session-id'],
    });
    change(served, 'first');
    change(served, 'of the same turn'.replaceAll(' ', '_'));
    expect(await stream.message()).toEqual(CHANGED);
    served.app.get(McpRegistry).removeTool('first');
    expect(await stream.message()).toEqual(CHANGED);
  });

  it('is kept open by comments', async () => {
    const served = await serve(adapter, { mcp: { keepAlive: 5 } });
    const { headers } = await openSession(served);
    const stream = await EventReader.open(`${served.origin}/mcp`, { headers });
    expect(await stream.next()).toEqual({ comment: 'keep-alive' });
  });

  it('is replaced by that of a client which comes back', async () => {
    const served = await serve(adapter);
    const session = await openSession(served);
    const { headers } = session;
    const before = await EventReader.open(`${served.origin}/mcp`, { headers });
    const after = await EventReader.open(`${served.origin}/mcp`, { headers });
    expect(await before.next()).toBeUndefined();
    change(served, 'another');
    expect(await after.message()).toEqual(CHANGED);
    await session.request(1, 'ping').expect(200);
  });

  it('does not reach another session', async () => {
    const served = await serve(adapter);
    const [one, other] = [await openSession(served), await openSession(served)];
    const stream = await EventReader.open(`${served.origin}/mcp`, { headers: one.headers });
    await supertest(served.origin).delete('/mcp').set(other.headers).expect(204);
    change(served, 'another');
    expect(await stream.message()).toEqual(CHANGED);
  });

  it('ends with the application', async () => {
    const served = await serve(adapter);
    const { headers } = await openSession(served);
    const stream = await EventReader.open(`${served.origin}/mcp`, { headers });
    await served.app.close();
    expect(await stream.next()).toBeUndefined();
  });
});

describe.each(ADAPTER_NAMES)('subscriptions/listen on %s', (adapter) => {
  const listen = (notifications: Json) =>
    modernRequest('sub', 'subscriptions/listen', { notifications });
  const _meta = { 'io.modelcontextprotocol/subscriptionId': 'sub' };

  it('acknowledges, tells of changes and ends with a result when the application does', async () => {
    const served = await serve(adapter);
    const body = listen({ toolsListChanged: true, promptsListChanged: true });
    const headers = modernHeaders(body);
    const stream = await EventReader.open(`${served.origin}/mcp`, { headers, body });
    expect(await stream.message()).toEqual({
      jsonrpc: '2.0',
      method: 'notifications/subscriptions/acknowledged',
      params: { notifications: { toolsListChanged: true }, _meta },
    });
    served.app.get(McpRegistry).disableTool('echo');
    expect(await stream.message()).toEqual({ ...CHANGED, params: { _meta } });
    const closed = served.app.close();
    const [last, ...others] = await stream.rest();
    expect(last).toMatchObject({ id: 'sub', result: { resultType: 'complete', _meta } });
    expect(others).toEqual([]);
    await closed;
  });

  it('counts as a connection while it is open', async () => {
    const served = await serve(adapter, { mcp: { limits: { connections: 1 } } });
    const body = listen({ toolsListChanged: true });
    const headers = modernHeaders(body);
    const stream = await EventReader.open(`${served.origin}/mcp`, { headers, body });
    await stream.message();
    const refused = await post(served, body, headers).expect(503);
    expect(refused.headers['retry-after']).toMatch(/^\d+$/);
    expect(refused.body).toMatchObject({ id: 'sub', error: { code: -32000 } });
  });

  it('is unknown to the legacy era', async () => {
    const served = await serve(adapter);
    const session = await openSession(served, LEGACY);
    const answer = await session.request(1, 'subscriptions/listen', { notifications: {} });
    expect(answer.body.error.code).toBe(-32601);
  });
});
