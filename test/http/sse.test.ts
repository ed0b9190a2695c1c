import supertest from 'supertest';
import { describe, expect, it } from 'vitest';
import { EventReader } from '../support/wire/event.reader.js';
import { gate } from '../support/wire/gate.js';
import { post } from '../support/wire/http.client.js';
import { callTool, initialize, notification, request } from '../support/wire/rpc.messages.js';
import { ADAPTER_NAMES } from '../support/adapters.js';
import { serve, type Handler, type Setup } from '../support/wire/served.app.js';

const SSE: Setup = { mcp: { sse: true } };

/** Opens the stream and reads where messages go. */
async function connect(origin: string, path = '/mcp/sse') {
  const stream = await EventReader.open(origin + path);
  const { event, data = '' } = (await stream.next()) ?? {};
  return { stream, event, messages: data };
}

describe.each(ADAPTER_NAMES)('HTTP+SSE on %s', (adapter) => {
  it('names the endpoint first, then carries answers', async () => {
    const served = await serve(adapter, SSE);
    const { stream, event, messages } = await connect(served.origin);
    expect(stream.status).toBe(200);
    expect(stream.headers['content-type']).toBe('text/event-stream');
    expect(stream.headers['cache-control']).toContain('no-transform');
    expect(stream.headers['x-accel-buffering']).toBe('no');
    expect(event).toBe('endpoint');
    expect(messages).toMatch(/^\/mcp\/messages\?sessionId=[\x21-\x7e]+$/);
    await post(served, initialize('2024-11-05'), {}, messages).expect(202);
    expect(await stream.message()).toMatchObject({
      id: 0,
      result: { protocolVersion: '2024-11-05' },
    });
    await post(served, notification('notifications/initialized'), {}, messages).expect(202);
    const call = request(1, 'tools/call', callTool('echo', { text: 'hi' }));
    const accepted = await post(served, call, {}, messages).expect(202);
    expect(accepted.text).toBe('');
    expect(await stream.message()).toEqual({
      jsonrpc: '2.0',
      id: 1,
      result: { content: [{ type: 'text', text: 'hi' }] },
    });
  });

  it.each<[string, Setup, string, string]>([
    [
      'a global prefix',
      { ...SSE, configure: (app) => app.setGlobalPrefix('api') },
      '/api/mcp/sse',
      '/api/mcp/messages',
    ],
    ['a path of its own', { mcp: { sse: true, path: 'a/b' } }, '/a/b/sse', '/a/b/messages'],
    [
      'a public URL',
      { mcp: { sse: true, publicUrl: 'https://example.com/tools/mcp/' } },
      '/mcp/sse',
      '/tools/mcp/messages',
    ],
  ])('names the endpoint with %s', async (_, setup, path, expected) => {
    const served = await serve(adapter, setup);
    const { messages } = await connect(served.origin, path);
    expect(messages.split('?')[0]).toBe(expected);
  });

  it.each([
    ['/mcp/sse', 'GET', ['HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']],
    ['/mcp/messages', 'POST', ['HEAD', 'GET', 'PUT', 'PATCH', 'DELETE']],
  ])('serves at %s nothing but %s, and says so', async (path, allowed, refused) => {
    const served = await serve(adapter, { mcp: { sse: true, limits: { connections: 1 } } });
    for (const method of refused) {
      const agent = supertest(served.origin);
      const sent = agent[method.toLowerCase() as 'put'](path).set('accept', 'text/event-stream');
      const answer = await sent.expect(405);
      expect(answer.headers['allow']).toBe(allowed);
      const error = { code: -32000, message: 'Method not allowed.' };
      if (method !== 'HEAD') expect(answer.body).toEqual({ jsonrpc: '2.0', id: null, error });
    }
    const { stream } = await connect(served.origin);
    expect(stream.status).toBe(200);
  });

  it('answers a message to an unknown session with 404', async () => {
    const served = await serve(adapter, SSE);
    const unknown = '/mcp/messages?sessionId=made-up';
    const answer = await post(served, request(1, 'ping'), {}, unknown).expect(404);
    expect(answer.body).toEqual({
      jsonrpc: '2.0',
      id: null,
      error: { code: -32001, message: 'Session not found' },
    });
    await post(served, request(1, 'ping'), {}, '/mcp/messages').expect(400);
  });

  it('forgets a session whose stream is gone', async () => {
    const [entered, cancelled] = [gate(), gate()];
    const hold: Handler = async (_, { signal }) => {
      signal.addEventListener('abort', () => cancelled.open());
      entered.open();
      await cancelled.opened;
    };
    const served = await serve(adapter, { ...SSE, tools: { hold } });
    const { stream, messages } = await connect(served.origin);
    await post(served, request(1, 'tools/call', callTool('hold')), {}, messages).expect(202);
    await entered.opened;
    stream.disconnect();
    await cancelled.opened;
    await post(served, request(2, 'ping'), {}, messages).expect(404);
  });

  it('keeps clients apart', async () => {
    const served = await serve(adapter, SSE);
    const [a, b] = [await connect(served.origin), await connect(served.origin)];
    const call = (text: string) => request(1, 'tools/call', callTool('echo', { text }));
    await post(served, call('for b'), {}, b.messages).expect(202);
    await post(served, call('for a'), {}, a.messages).expect(202);
    expect(JSON.stringify(await a.stream.message())).toContain('for a');
    expect(JSON.stringify(await b.stream.message())).toContain('for b');
  });

  it('is kept open by comments', async () => {
    const served = await serve(adapter, { mcp: { sse: true, keepAlive: 5 } });
    const { stream } = await connect(served.origin);
    expect(await stream.next()).toEqual({ comment: 'keep-alive' });
  });

  it('counts as a connection until it ends', async () => {
    const served = await serve(adapter, { mcp: { sse: true, limits: { connections: 1 } } });
    const { stream, messages } = await connect(served.origin);
    const refused = await supertest(served.origin).get('/mcp/sse').expect(503);
    expect(refused.headers['retry-after']).toMatch(/^\d+$/);
    expect(refused.body.error.code).toBe(-32000);
    await post(served, request(1, 'ping'), {}, messages).expect(202);
    expect(await stream.message()).toEqual({ jsonrpc: '2.0', id: 1, result: {} });
  });

  it('refuses bad bodies and serves the next message', async () => {
    const served = await serve(adapter, { mcp: { sse: true, limits: { bodyBytes: 500 } } });
    const { stream, messages } = await connect(served.origin);
    expect((await post(served, '{', {}, messages).expect(400)).body.error.code).toBe(-32700);
    await post(served, 'x'.repeat(501), {}, messages).expect(413);
    await post(served, '{}', { 'content-type': 'text/plain' }, messages).expect(415);
    await post(served, request(1, 'ping'), {}, messages).expect(202);
    expect(await stream.message()).toEqual({ jsonrpc: '2.0', id: 1, result: {} });
  });

  it('ends with the application', async () => {
    const served = await serve(adapter, SSE);
    const { stream } = await connect(served.origin);
    await served.app.close();
    expect(await stream.next()).toBeUndefined();
  });

  it('is not there unless it is asked for', async () => {
    const served = await serve(adapter);
    await supertest(served.origin).get('/mcp/sse').expect(404);
  });
});
