import type { CallAborted } from 'nest-mcp';
import net from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { EventReader } from '../support/wire/event.reader.js';
import { gate } from '../support/wire/gate.js';
import { expectServed, openSession, post } from '../support/wire/http.client.js';
import {
  callTool,
  modernHeaders,
  modernRequest,
  notification,
  request,
  type Json,
} from '../support/wire/rpc.messages.js';
import { ADAPTER_NAMES } from '../support/adapters.js';
import { serve, type Handler } from '../support/wire/served.app.js';

const withToken = (name: string, args: Json = {}) => callTool(name, args, { progressToken: 'p' });

/** A handler that waits, and what a test sees and steers of it. */
function holding() {
  const [entered, aborted, release, left] = [gate(), gate(), gate(), gate()];
  const reasons: unknown[] = [];
  const hold: Handler = async (_, ctx) => {
    ctx.signal.addEventListener('abort', () => {
      reasons.push((ctx.signal.reason as CallAborted).reason);
      aborted.open();
    });
    await ctx.progress(1);
    entered.open();
    await Promise.race([release.opened, aborted.opened]);
    await ctx.progress(2);
    left.open();
    return 'held';
  };
  return { hold, entered, aborted, release, left, reasons };
}

describe.each(ADAPTER_NAMES)('a client that goes away on %s', (adapter) => {
  it('in the modern era has its call cancelled', async () => {
    const { hold, entered, aborted, reasons } = holding();
    const served = await serve(adapter, { tools: { hold } });
    const body = modernRequest(1, 'tools/call', withToken('hold'));
    const headers = modernHeaders(body);
    const stream = await EventReader.open(`${served.origin}/mcp`, { headers, body });
    await entered.opened;
    stream.disconnect();
    await aborted.opened;
    expect(reasons).toEqual(['disconnected']);
    await expectServed(served);
  });

  it('with a session has its call go on', async () => {
    const { hold, entered, release, left, reasons } = holding();
    const served = await serve(adapter, { tools: { hold } });
    const session = await openSession(served);
    const { headers } = session;
    const body = request(1, 'tools/call', withToken('hold'));
    const stream = await EventReader.open(`${served.origin}/mcp`, { headers, body });
    await entered.opened;
    stream.disconnect();
    await session.request(2, 'ping').expect(200);
    release.open();
    await left.opened;
    expect(reasons).toEqual([]);
    await session.request(1, 'ping').expect(200);
    await expectServed(served);
  });

  it('while it listens leaves no connection behind', async () => {
    const served = await serve(adapter, { mcp: { limits: { connections: 1 } } });
    const body = modernRequest(1, 'subscriptions/listen', {
      notifications: { toolsListChanged: true },
    });
    const headers = modernHeaders(body);
    for (let round = 0; round < 3; round++) {
      const stream = await EventReader.open(`${served.origin}/mcp`, { headers, body });
      if (stream.status === 503) {
        // The server has not noticed yet that the client before is gone.
        round--;
        continue;
      }
      expect((await stream.message())?.['method']).toContain('acknowledged');
      stream.disconnect();
    }
  });

  it('in the middle of a body harms nobody', async () => {
    const served = await serve(adapter);
    const socket = net.connect(served.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(
      'POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n' +
        'Content-Length: 1000\r\n\r\n{"jsonrpc":',
    );
    socket.destroy();
    await expectServed(served);
  });
});

describe.each(ADAPTER_NAMES)('a client that cancels on %s', (adapter) => {
  const cancel = (requestId: unknown) => notification('notifications/cancelled', { requestId });

  it('gets no answer to that call, and its other calls go on', async () => {
    const { hold, entered, reasons } = holding();
    const served = await serve(adapter, { tools: { hold } });
    const session = await openSession(served);
    const { headers } = session;
    const body = request('x', 'tools/call', withToken('hold'));
    const stream = await EventReader.open(`${served.origin}/mcp`, { headers, body });
    await entered.opened;
    await session.send(cancel('unknown')).expect(202);
    expect(reasons).toEqual([]);
    await session.send(cancel('x')).expect(202);
    const rest = await stream.rest();
    expect(rest.filter((message) => 'id' in message)).toEqual([]);
    expect(reasons).toEqual(['cancelled']);
    await session.request('x', 'ping').expect(200);
    await expectServed(served);
  });

  it('cannot cancel the call of another session', async () => {
    const { hold, entered, release, reasons } = holding();
    const served = await serve(adapter, { tools: { hold } });
    const [owner, other] = [await openSession(served), await openSession(served)];
    const body = request('x', 'tools/call', withToken('hold'));
    const { headers } = owner;
    const stream = await EventReader.open(`${served.origin}/mcp`, { headers, body });
    await entered.opened;
    await other.send(cancel('x')).expect(202);
    release.open();
    expect((await stream.rest()).at(-1)).toMatchObject({ id: 'x', result: {} });
    expect(reasons).toEqual([]);
  });
});

describe.each(ADAPTER_NAMES)('an id that is in use on %s', (adapter) => {
  it('is refused for a second request, while the first goes on', async () => {
    const { hold, entered, release } = holding();
    const served = await serve(adapter, { tools: { hold } });
    const session = await openSession(served);
    const { headers } = session;
    const body = request('same', 'tools/call', withToken('hold'));
    const stream = await EventReader.open(`${served.origin}/mcp`, { headers, body });
    await entered.opened;
    const second = await session.request('same', 'ping').expect(400);
    expect(second.body).toEqual({
      jsonrpc: '2.0',
      id: 'same',
      error: { code: -32600, message: 'Request id "same" is in use by an open request.' },
    });
    release.open();
    expect((await stream.rest()).at(-1)).toMatchObject({ id: 'same', result: {} });
    await session.request('same', 'ping').expect(200);
  });

  it('may be in use by another client, in each era', async () => {
    const { hold, entered, release } = holding();
    const served = await serve(adapter, { tools: { hold } });
    const body = modernRequest(1, 'tools/call', withToken('hold'));
    const headers = modernHeaders(body);
    const stream = await EventReader.open(`${served.origin}/mcp`, { headers, body });
    await entered.opened;
    const same = modernRequest(1, 'tools/call', callTool('echo', { text: 'mine' }));
    const answer = await post(served, same, modernHeaders(same)).expect(200);
    expect(answer.body.result.content[0].text).toBe('mine');
    release.open();
    expect(JSON.stringify((await stream.rest()).at(-1))).toContain('held');
  });
});

describe.each(ADAPTER_NAMES)('a slow reader on %s', (adapter) => {
  const CHUNK = 'x'.repeat(64 * 1024);
  /** Far more than the buffers of two sockets hold. */
  const CHUNKS = 1000;

  async function slow() {
    let sent = 0;
    const done = gate();
    const flood: Handler = async (_, ctx) => {
      while (sent < CHUNKS && !ctx.signal.aborted) {
        await ctx.log.info(CHUNK);
        sent++;
      }
      done.open();
      return 'flooded';
    };
    const served = await serve(adapter, { mcp: { sse: true }, tools: { flood } });
    return { served, sent: () => sent, done };
  }

  it('holds the handler back, is not lost and holds nobody else', async () => {
    const { served, sent, done } = await slow();
    const { headers } = await openSession(served);
    const body = request(1, 'tools/call', callTool('flood'));
    const stream = await EventReader.open(`${served.origin}/mcp`, { headers, body });
    stream.response.pause();
    for (let round = 0; round < 5; round++) await expectServed(served);
    expect(sent()).toBeLessThan(CHUNKS);
    stream.response.resume();
    const all = await stream.rest();
    expect(all).toHaveLength(CHUNKS + 1);
    expect(all.at(-1)).toMatchObject({ id: 1 });
    await done.opened;
  });

  it('lets the handler go when it goes away', async () => {
    const { served, sent, done } = await slow();
    const body = modernRequest(1, 'tools/call', {
      ...callTool('flood'),
      _meta: { 'io.modelcontextprotocol/logLevel': 'debug' },
    });
    const headers = modernHeaders(body);
    const stream = await EventReader.open(`${served.origin}/mcp`, { headers, body });
    stream.disconnect();
    await done.opened;
    expect(sent()).toBeLessThan(CHUNKS);
    await expectServed(served);
  });

  it('holds the handler back over HTTP+SSE too', async () => {
    const { served, sent, done } = await slow();
    const stream = await EventReader.open(`${served.origin}/mcp/sse`);
    const messages = (await stream.next())?.data;
    stream.response.pause();
    await post(served, request(1, 'tools/call', callTool('flood')), {}, messages).expect(202);
    for (let round = 0; round < 5; round++) await expectServed(served);
    expect(sent()).toBeLessThan(CHUNKS);
    stream.disconnect();
    await done.opened;
    await expectServed(served);
  });
});
