import { McpHealthIndicator, type HttpOrigin } from 'nest-mcp';
import { describe, expect, it } from 'vitest';
import { ADAPTER_NAMES } from '../support/adapters.js';
import { heldMemory } from '../support/held.memory.js';
import { EventReader } from '../support/wire/event.reader.js';
import { gate } from '../support/wire/gate.js';
import { expectServed, openSession, post } from '../support/wire/http.client.js';
import {
  callTool,
  initialize,
  modernHeaders,
  modernRequest,
  notification,
  request,
  type Headers,
  type Json,
} from '../support/wire/rpc.messages.js';
import { serve, type Handler, type Served } from '../support/wire/served.app.js';
import { SURFACES } from '../support/wire/surfaces.js';

const MEBIBYTE = 1024 * 1024;
/** A tenth of what the parsed messages take: each has 20 times the size of its text. */
const HELD = 20 * MEBIBYTE;
const JUNK = Array.from({ length: 60_000 }, () => ({}));
const TEXT = 'x'.repeat(3 * MEBIBYTE);
const CLIENTS = 12;
/** What is new makes room after a second. */
const PATIENT = { timeout: 5000 };

const connections = ({ app }: Served) =>
  app.get(McpHealthIndicator).connections('open').open as Json;

const handshake = (more: Json): Json => {
  const { params, ...message } = initialize();
  return { ...message, params: { ...(params as Json), ...more } };
};

const HANDSHAKES: Record<string, Json> = {
  capabilities: { capabilities: { roots: {}, junk: JUNK } },
  'known capabilities': { capabilities: { sampling: { junk: JUNK }, elicitation: {} } },
  'the name of the client': { clientInfo: { name: TEXT, version: '1' } },
  'icons of the client': {
    clientInfo: { name: 'c', version: '1', icons: [{ src: TEXT }, ...JUNK] },
  },
  'members that nobody knows': { junk: JUNK, _meta: { junk: JUNK } },
};

describe.each(ADAPTER_NAMES)('on %s, a handshake with much in it', (adapter) => {
  it.each(Object.keys(HANDSHAKES))('in %s costs a session nothing', async (name) => {
    const served = await serve(adapter);
    const message = JSON.stringify(handshake(HANDSHAKES[name]!));
    await openSession(served);
    const before = heldMemory();
    for (let count = 0; count < CLIENTS; count++) await post(served, message).expect(200);
    expect(heldMemory() - before).toBeLessThan(HELD);
    await expectServed(served);
  });
});

describe.each(Object.keys(SURFACES))('over %s, requests that stay open', (name) => {
  it('keep what they need of their parameters, and nothing else', async () => {
    const release = gate();
    let calls = 0;
    const hold: Handler = async (_, ctx) => {
      calls++;
      await Promise.race([
        release.opened,
        new Promise<void>((resolve) => ctx.signal.addEventListener('abort', () => resolve())),
      ]);
      return 'held';
    };
    const served = await serve('express', { mcp: { sse: true }, tools: { hold } });
    const wire = await SURFACES[name as keyof typeof SURFACES](served);
    const before = heldMemory();
    const answers: Promise<Json>[] = [];
    for (let count = 1; count <= CLIENTS; count++) {
      const message = wire.request('tools/call', { ...callTool('hold'), junk: JUNK }, count);
      answers.push(wire.ask(message));
      await expect.poll(() => calls).toBe(count);
    }
    expect(heldMemory() - before).toBeLessThan(HELD);
    release.open();
    expect(await Promise.all(answers)).toHaveLength(CLIENTS);
  });
});

describe.each(ADAPTER_NAMES)('on %s, clients that listen', (adapter) => {
  it('keep nothing but their filter, neither parsed nor as bytes', async () => {
    const served = await serve(adapter);
    const before = heldMemory();
    const streams: EventReader[] = [];
    for (let count = 0; count < CLIENTS; count++) {
      const notifications = { toolsListChanged: true, junk: JUNK };
      const _meta = { 'io.modelcontextprotocol/clientCapabilities': { junk: JUNK }, junk: JUNK };
      const more = { _meta, junk: JUNK, text: TEXT };
      const body = modernRequest(1, 'subscriptions/listen', { notifications, ...more });
      const headers = modernHeaders(body);
      const stream = await EventReader.open(`${served.origin}/mcp`, { headers, body });
      await stream.message();
      streams.push(stream);
    }
    expect(heldMemory() - before).toBeLessThan(HELD);
    for (const stream of streams) stream.disconnect();
    await expect.poll(() => connections(served)['open']).toBe(0);
  });
});

describe.each(ADAPTER_NAMES)('on %s, a caller whom the application cannot name', (adapter) => {
  const LIMIT = 3;
  const principal = () => {
    throw new Error('no directory');
  };

  it.each<[string, (served: Served) => Promise<number>]>([
    ['a handshake', async (served) => (await post(served, initialize())).status],
    ['HTTP+SSE', async ({ origin }) => (await EventReader.open(`${origin}/mcp/sse`)).status ?? 0],
  ])('takes no room with %s, and the cause is in the log', async (_, ask) => {
    const mcp = { sse: true, principal, limits: { connections: LIMIT } };
    const served = await serve(adapter, { mcp });
    for (let count = 0; count < 2 * LIMIT; count++) expect(await ask(served)).toBe(500);
    expect(connections(served)['open']).toBe(0);
    expect(served.logs.has('no directory')).toBe(true);
  });
});

describe.each(ADAPTER_NAMES)('on %s, handshakes that are never completed', (adapter) => {
  it('end no session that is used, and keep others out for a second at most', async () => {
    const served = await serve(adapter, { mcp: { sse: true, limits: { connections: 5 } } });
    const worker = await openSession(served);
    await worker.send(notification('notifications/initialized')).expect(202);
    const statuses = new Set<number>();
    for (let count = 0; count < 100; count++) {
      const { status, headers } = await post(served, initialize());
      statuses.add(status);
      if (status !== 200) expect(headers['retry-after']).toBe('1');
    }
    expect([...statuses]).toEqual([200, 503]);
    await worker.request(1, 'ping').expect(200);
    await expect
      .poll(async () => (await EventReader.open(`${served.origin}/mcp/sse`)).status, PATIENT)
      .toBe(200);
    expect(connections(served)).toMatchObject({ status: 'up', open: 5 });
    await expect.poll(async () => (await post(served, initialize())).status, PATIENT).toBe(200);
    await worker.request(2, 'ping').expect(200);
  });

  it('leave a client the time to follow up its own', async () => {
    const served = await serve(adapter, { mcp: { limits: { connections: 5 } } });
    const newcomer = await openSession(served);
    for (let count = 0; count < 20; count++) await post(served, initialize());
    await newcomer.request(1, 'ping').expect(200);
  });

  it('end after a while', async () => {
    const mcp = { sessions: { handshakeTimeout: 500 } };
    const served = await serve(adapter, { mcp });
    await openSession(served);
    const worker = await openSession(served);
    await worker.send(notification('notifications/initialized')).expect(202);
    await expect.poll(() => connections(served)['open'], PATIENT).toBe(1);
    await worker.request(1, 'ping').expect(200);
  });
});

describe.each(ADAPTER_NAMES)('on %s, a caller with many sessions', (adapter) => {
  it('makes room for others, and ends none of theirs', async () => {
    const principal = ({ headers }: HttpOrigin) => headers.authorization;
    const served = await serve(adapter, { mcp: { principal, limits: { connections: 10 } } });
    const open = async (authorization: string) => {
      const { headers } = await post(served, initialize(), { authorization });
      const id = headers['mcp-session-id'];
      const session = { authorization, 'mcp-session-id': id ?? '' };
      return () => post(served, notification('notifications/initialized'), session);
    };
    const ada = await open('ada');
    await ada().expect(202);
    for (let count = 0; count < 40; count++) await (await open('flood'))();
    await ada().expect(202);
    const bob = await open('bob');
    await bob().expect(202);
    await ada().expect(202);
  });
});

describe.each(ADAPTER_NAMES)('on %s, a session', (adapter) => {
  it('has a limit of open requests, which spares the others', async () => {
    const release = gate();
    const hold: Handler = async () => {
      await release.opened;
      return 'held';
    };
    const served = await serve(adapter, { mcp: { limits: { openRequests: 2 } }, tools: { hold } });
    const [greedy, other] = [await openSession(served), await openSession(served)];
    const held = [1, 2].map((id) =>
      greedy.request(id, 'tools/call', callTool('hold')).then((answer) => answer),
    );
    await expect
      .poll(async () => (await greedy.request(3, 'ping')).status, { interval: 1 })
      .toBe(429);
    const refused = await greedy.request('x', 'ping').expect(429);
    expect(refused.headers['retry-after']).toBe('1');
    expect(refused.body).toMatchObject({ id: 'x', error: { code: -32000 } });
    await other.request(1, 'ping').expect(200);
    release.open();
    expect((await Promise.all(held)).map(({ status }) => status)).toEqual([200, 200]);
    await greedy.request(4, 'ping').expect(200);
  });

  it('over HTTP+SSE answers its owner alone', async () => {
    const served = await serve(adapter, {
      mcp: { sse: true, principal: ({ headers }) => headers.authorization },
    });
    const ada = { authorization: 'ada' };
    const stream = await EventReader.open(`${served.origin}/mcp/sse`, { headers: ada });
    const messages = (await stream.next())?.data;
    for (const headers of [{ authorization: 'bob' }, {} as Headers]) {
      const answer = await post(served, request(1, 'ping'), headers, messages).expect(403);
      expect(answer.body).toMatchObject({ error: { code: -32000 } });
    }
    await post(served, request(2, 'ping'), ada, messages).expect(202);
    expect(await stream.message()).toMatchObject({ id: 2 });
  });
});

describe.each(['HTTP+SSE', 'stdio, legacy', 'stdio, modern'] as const)('over %s', (name) => {
  it('a connection has a limit of open requests', async () => {
    const release = gate();
    const hold: Handler = async () => {
      await release.opened;
      return 'held';
    };
    const mcp = { sse: true, limits: { openRequests: 2 } };
    const served = await serve('express', { mcp, tools: { hold } });
    const wire = await SURFACES[name](served);
    const first = wire.ask(wire.request('tools/call', callTool('hold'), 1));
    await wire.tell(wire.request('tools/call', callTool('hold'), 2));
    await wire.tell(wire.request('tools/list', {}, 3));
    expect(await first).toMatchObject({ id: 3, error: { code: -32000 } });
  });
});
