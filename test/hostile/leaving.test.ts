import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import http from 'node:http';
import net from 'node:net';
import { UseGuards, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { McpHealthIndicator } from 'nest-mcp';
import { describe, expect, it } from 'vitest';
import { ADAPTER_NAMES, type Adapter } from '../support/adapters.js';
import { gate } from '../support/wire/gate.js';
import { EventReader } from '../support/wire/event.reader.js';
import { expectServed, post } from '../support/wire/http.client.js';
import {
  ACCEPT_BOTH,
  callTool,
  initialize,
  modernHeaders,
  modernRequest,
  request,
  type Headers,
  type Json,
} from '../support/wire/rpc.messages.js';
import { serve, type Handler } from '../support/wire/served.app.js';

const LIMIT = 4;

interface Asked {
  readonly path: string;
  readonly body?: Json;
  readonly headers?: Headers;
}

const modern = (method: string, params: Json): Asked => {
  const body = modernRequest(1, method, params);
  return { path: '/mcp', body, headers: modernHeaders(body) };
};

const ASKED: Record<string, Asked> = {
  'a call': modern('tools/call', callTool('hold')),
  listening: modern('subscriptions/listen', { notifications: { toolsListChanged: true } }),
  'a handshake': { path: '/mcp', body: initialize() },
  'HTTP+SSE': { path: '/mcp/sse' },
};

/** An endpoint behind a guard that takes its time. */
async function guarded(adapter: Adapter) {
  const release = gate();
  const waiting: IncomingMessage[] = [];
  let held = 0;
  let calls = 0;
  class SlowGuard implements CanActivate {
    async canActivate(context: ExecutionContext): Promise<boolean> {
      const incoming = context
        .switchToHttp()
        .getRequest<IncomingMessage & { raw?: IncomingMessage }>();
      if (!incoming.headers['x-slow']) return true;
      waiting.push(incoming.raw ?? incoming);
      await release.opened;
      return true;
    }
  }
  const served = await serve(adapter, {
    mcp: {
      sse: true,
      limits: { connections: LIMIT },
      controllerDecorators: [UseGuards(SlowGuard)],
    },
    tools: {
      hold: async (_, { signal }) => {
        calls++;
        held++;
        await new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => resolve());
        });
        held--;
      },
    },
  });
  return { served, release, waiting, held: () => held, calls: () => calls };
}

describe.each(ADAPTER_NAMES)('a client that leaves before its handler begins, on %s', (adapter) => {
  it.each(Object.keys(ASKED))('with %s leaves nothing behind', async (name) => {
    const { path, body, headers } = ASKED[name]!;
    const { served, release, waiting, held, calls } = await guarded(adapter);
    const connections = () => served.app.get(McpHealthIndicator).connections('open').open;
    for (let count = 1; count <= LIMIT + 2; count++) {
      const sent = http.request(served.origin + path, {
        method: body ? 'POST' : 'GET',
        agent: false,
        headers: { ...ACCEPT_BOTH, 'content-type': 'application/json', 'x-slow': '1', ...headers },
      });
      sent.on('error', () => undefined);
      sent.end(body && JSON.stringify(body));
      await expect.poll(() => waiting.length).toBe(count);
      const { socket } = waiting.at(-1)!;
      sent.destroy();
      if (!socket.destroyed) await once(socket, 'close');
    }
    release.open();
    await expectServed(served);
    expect(connections()).toMatchObject({ open: 0 });
    expect(calls()).toBe(0);
    expect(held()).toBe(0);
  });
});

describe.each(ADAPTER_NAMES)('a client that pipelines behind a slow call on %s', (adapter) => {
  it('and leaves takes everything with it', async () => {
    const entered = gate();
    let running = 0;
    const hold: Handler = async (_, { signal }) => {
      running++;
      entered.open();
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      running--;
    };
    const served = await serve(adapter, { mcp: { sse: true }, tools: { hold } });
    const connections = () => served.app.get(McpHealthIndicator).connections('open').open;
    const socket = net.connect(served.port, '127.0.0.1');
    socket.on('error', () => undefined);
    const asked = ['a call', ...Array<string>(5).fill('listening'), 'HTTP+SSE', 'a call'];
    for (const name of asked) socket.write(textOf(ASKED[name]!));
    await entered.opened;
    await expect.poll(() => connections()['open']).toBe(6);
    await expect.poll(() => running).toBe(2);
    socket.destroy();
    await expect.poll(() => connections()['open']).toBe(0);
    await expect.poll(() => running).toBe(0);
    await expectServed(served);
  });
});

describe.each(ADAPTER_NAMES)('a client that leaves during a question on %s', (adapter) => {
  it('leaves a session that makes room, and the question ends with it', async () => {
    const ended = gate();
    const ask: Handler = async (_, ctx) => {
      ctx.signal.addEventListener('abort', () => ended.open());
      return (await ctx.elicit({ message: 'Who?', schema: { type: 'object', properties: {} } }))
        .action;
    };
    const served = await serve(adapter, { mcp: { limits: { connections: 1 } }, tools: { ask } });
    const capabilities = { capabilities: { elicitation: { form: {} } } };
    const { params, ...message } = initialize();
    const opened = await post(served, {
      ...message,
      params: { ...(params as Json), ...capabilities },
    });
    const headers = { 'mcp-session-id': opened.headers['mcp-session-id'] as string };
    const body = request(1, 'tools/call', callTool('ask'));
    const stream = await EventReader.open(`${served.origin}/mcp`, { headers, body });
    expect(await stream.message()).toMatchObject({ method: 'elicitation/create' });
    await post(served, initialize()).expect(503);
    stream.disconnect();
    await expect
      .poll(async () => (await post(served, initialize())).status, { timeout: 5000 })
      .toBe(200);
    await ended.opened;
    await post(served, request(2, 'ping'), headers).expect(404);
  });
});

/** A request as it is on the wire. */
function textOf({ path, body, headers = {} }: Asked): string {
  const text = body ? JSON.stringify(body) : '';
  const all = { host: 'localhost', 'content-type': 'application/json', ...ACCEPT_BOTH, ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  const length = `content-length: ${Buffer.byteLength(text)}`;
  return [`${body ? 'POST' : 'GET'} ${path} HTTP/1.1`, ...lines, length, '', text].join('\r\n');
}
