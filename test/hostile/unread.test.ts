import type { Server } from 'node:http';
import { McpHealthIndicator, McpRegistry } from 'nest-mcp';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ADAPTER_NAMES, type Adapter } from '../support/adapters.js';
import { heldMemory } from '../support/held.memory.js';
import { turn } from '../support/turn.js';
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
import { serve, type Handler, type Served, type Setup } from '../support/wire/served.app.js';

const MEBIBYTE = 1024 * 1024;
/** Far less than what is sent, and more than what a client may leave unread. */
const HELD = 8 * MEBIBYTE;
const LONG_URI = `shelf://${'x'.repeat(2000)}`;

const open = (served: Served) => served.app.get(McpHealthIndicator).connections('open').open;

function serveUnread(adapter: Adapter, setup: Setup = {}): Promise<Served> {
  return serve(adapter, { ...setup, mcp: { sse: true, ...setup.mcp } });
}

/** A stream whose client has been told of nothing yet, and reads nothing from now on. */
type Listening = (served: Served) => Promise<EventReader>;

const LISTENING: Record<string, Listening> = {
  'subscriptions/listen': async ({ origin }) => {
    const notifications = { resourceSubscriptions: [LONG_URI] };
    const body = modernRequest(1, 'subscriptions/listen', { notifications });
    return EventReader.open(`${origin}/mcp`, { headers: modernHeaders(body), body });
  },
  'the stream of a session': async (served) => {
    const session = await openSession(served);
    await session.request(1, 'resources/subscribe', { uri: LONG_URI }).expect(200);
    return EventReader.open(`${served.origin}/mcp`, { headers: session.headers });
  },
  'HTTP+SSE': async (served) => {
    const stream = await EventReader.open(`${served.origin}/mcp/sse`);
    const messages = (await stream.next())?.data;
    const send = (message: Json) => post(served, message, {}, messages).expect(202);
    await send(notification('notifications/initialized'));
    await send(request(1, 'resources/subscribe', { uri: LONG_URI }));
    await stream.message();
    return stream;
  },
};

describe.each(ADAPTER_NAMES)('on %s, changes that nobody reads', (adapter) => {
  it.each(Object.keys(LISTENING))('over %s wait as a set, not as a queue', async (name) => {
    const warned = vi.fn();
    process.on('warning', warned);
    onTestFinished(() => void process.off('warning', warned));
    const served = await serveUnread(adapter, {
      configure: (app) =>
        app.get(McpRegistry).addResource({ uri: LONG_URI, name: 'long' }, () => 'x'),
    });
    const streams: EventReader[] = [];
    for (let count = 0; count < 3; count++) {
      const stream = await LISTENING[name]!(served);
      stream.response.pause();
      streams.push(stream);
    }
    const before = heldMemory();
    const registry = served.app.get(McpRegistry);
    for (let count = 0; count < 8000; count++) {
      registry.resourceUpdated(LONG_URI);
      await turn();
    }
    expect(heldMemory() - before).toBeLessThan(HELD);
    await expectServed(served);
    for (const stream of streams) stream.disconnect();
    await expect.poll(() => sockets(served)).toBe(0);
    expect(warned).not.toHaveBeenCalled();
  });
});

const sockets = ({ app }: Served) =>
  new Promise<number>((resolve, reject) => {
    (app.getHttpServer() as Server).getConnections((error, count) =>
      error ? reject(error) : resolve(count),
    );
  });

/** Calls `flood`, and reads nothing of what it sends. */
const CALLING: Record<string, Listening> = {
  'the modern era': async ({ origin }) => {
    const _meta = { 'io.modelcontextprotocol/logLevel': 'debug', progressToken: 'p' };
    const body = modernRequest(1, 'tools/call', { ...callTool('flood'), _meta });
    return EventReader.open(`${origin}/mcp`, { headers: modernHeaders(body), body });
  },
  'a session': async (served) => {
    const { headers } = await openSession(served);
    const body = request(1, 'tools/call', callTool('flood', {}, { progressToken: 'p' }));
    return EventReader.open(`${served.origin}/mcp`, { headers, body });
  },
  'HTTP+SSE': async (served) => {
    const stream = await EventReader.open(`${served.origin}/mcp/sse`);
    const messages = (await stream.next())?.data;
    const body = request(1, 'tools/call', callTool('flood', {}, { progressToken: 'p' }));
    await post(served, body, {}, messages).expect(202);
    return stream;
  },
};

const FLOODS: Record<string, (n: number, ctx: Parameters<Handler>[1]) => Promise<void>> = {
  'log messages': (_, ctx) => ctx.log.info('x'.repeat(2000)),
  progress: (n, ctx) => ctx.progress(n, undefined, 'x'.repeat(2000)),
};

describe.each(ADAPTER_NAMES)('on %s, a handler that awaits nothing', (adapter) => {
  describe.each(Object.keys(FLOODS))('and sends %s', (kind) => {
    it.each(Object.keys(CALLING))('over %s cannot outgrow the bound', async (name) => {
      const [sent, release] = [gate(), gate()];
      let held = 0;
      const flood: Handler = async (_, ctx) => {
        for (let n = 1; n <= 20_000; n++) void FLOODS[kind]!(n, ctx);
        // In the same turn: nothing that promises hold could be let go of yet.
        held = heldMemory();
        sent.open();
        await release.opened;
        return 'flooded';
      };
      const served = await serveUnread(adapter, { tools: { flood } });
      const before = heldMemory();
      const stream = await CALLING[name]!(served);
      stream.response.pause();
      await sent.opened;
      expect(held - before).toBeLessThan(HELD);
      expect(heldMemory() - before).toBeLessThan(HELD);
      await expectServed(served);
      expect(served.logs.has('are left out')).toBe(true);
      release.open();
      stream.response.resume();
      let last: Json | undefined;
      do last = await stream.message();
      while (last && !('id' in last));
      expect(last).toMatchObject({ id: 1, result: { content: [{ text: 'flooded' }] } });
    });
  });
});

describe.each(ADAPTER_NAMES)('on %s, answers that nobody reads', (adapter) => {
  const large: Handler = () => 'x'.repeat(100_000);
  const limits = { unsentTimeout: 100 };

  it('over HTTP+SSE hold back what is asked next, and end the connection', async () => {
    const served = await serveUnread(adapter, { mcp: { limits }, tools: { large } });
    const stream = await EventReader.open(`${served.origin}/mcp/sse`);
    const messages = (await stream.next())?.data;
    stream.response.pause();
    const before = heldMemory();
    let asked = 0;
    let status = 202;
    for (; status === 202 && asked < 1000; asked++) {
      const call = request(asked, 'tools/call', callTool('large'));
      ({ status } = await post(served, call, {}, messages));
    }
    expect(asked).toBeLessThan(1000);
    expect(status).toBe(404);
    expect(heldMemory() - before).toBeLessThan(HELD);
    await expect.poll(() => open(served)).toMatchObject({ open: 0, stalled: 1 });
    expect(served.logs.has('took nothing for 100 ms')).toBe(true);
    await expectServed(served);
  });

  it.each(['application/json', 'text/event-stream'])(
    'of %s end the connection when they are larger than a client may leave unread',
    async (accept) => {
      const huge: Handler = () => 'x'.repeat(20 * MEBIBYTE);
      const served = await serveUnread(adapter, { mcp: { limits }, tools: { huge } });
      const body = modernRequest(1, 'tools/call', callTool('huge'));
      const headers = { ...modernHeaders(body), accept };
      const stream = await EventReader.open(`${served.origin}/mcp`, { headers, body });
      stream.response.pause();
      await expect.poll(() => open(served)['stalled']).toBe(1);
      await expectServed(served);
    },
  );

  it.each(['application/json', 'text/event-stream'])(
    'of %s arrive whole where the client reads, however large they are',
    async (accept) => {
      const text = 'ü'.repeat(3 * MEBIBYTE);
      const served = await serveUnread(adapter, { mcp: { limits }, tools: { huge: () => text } });
      const body = modernRequest(1, 'tools/call', callTool('huge'));
      const answer = await post(served, body, { ...modernHeaders(body), accept }).expect(200);
      expect(answer.text.includes(text)).toBe(true);
      expect(open(served)['stalled']).toBe(0);
    },
  );
});
