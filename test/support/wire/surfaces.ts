import { PassThrough } from 'node:stream';
import { serveStdio } from 'nest-mcp';
import { connectClient } from 'nest-mcp/testing';
import { onTestFinished } from 'vitest';
import { EventReader } from './event.reader.js';
import { openSession, post } from './http.client.js';
import { Queue } from './queue.js';
import {
  initialize,
  modernHeaders,
  modernRequest,
  request,
  type Headers,
  type Json,
} from './rpc.messages.js';
import type { Served } from './served.app.js';

export type Era = 'legacy' | 'modern';

/** One client's raw way to a server, whatever lies between. */
export interface Wire {
  readonly era: Era;
  /** A request as this era writes it. */
  request(method: string, params?: Json, id?: unknown): Json;
  /** Sends a message and waits for the next one that comes back. */
  ask(message: unknown): Promise<Json>;
  /** Sends a message to which nothing comes back. */
  tell(message: unknown): Promise<void>;
  /** Messages that came and that nobody has waited for. */
  readonly unread: () => number;
}

type Open = (served: Served, version?: string) => Promise<Wire>;

/** Text is sent as it is. */
const textOf = (message: unknown) =>
  typeof message === 'string' ? message : JSON.stringify(message);

const write: Record<Era, Wire['request']> = {
  legacy: (method, params, id = 1) => request(id, method, params),
  modern: (method, params, id = 1) => modernRequest(id, method, params),
};

function overHttp(era: Era, send: (message: unknown) => ReturnType<typeof post>): Wire {
  return {
    era,
    request: write[era],
    ask: async (message) => {
      const { body, text } = await send(message);
      const [, data] = /data: (.*)\n\n$/.exec(text) ?? [];
      return (data === undefined ? body : JSON.parse(data)) as Json;
    },
    tell: async (message) => void (await send(message).expect(202)),
    unread: () => 0,
  };
}

const httpLegacy: Open = async (served, version) => {
  const session = await openSession(served, version);
  return overHttp('legacy', (message) => session.send(textOf(message)));
};

const httpModern: Open = async (served) =>
  overHttp('modern', (message) => {
    const named = typeof message === 'object' && message !== null && 'method' in message;
    const headers: Headers = named
      ? modernHeaders(message)
      : modernHeaders({ method: 'tools/call' });
    return post(served, textOf(message), headers);
  });

const sse: Open = async (served, version) => {
  const stream = await EventReader.open(`${served.origin}/mcp/sse`);
  const path = (await stream.next())?.data;
  const send = (message: unknown) => post(served, textOf(message), {}, path);
  const wire: Wire = {
    era: 'legacy',
    request: write.legacy,
    ask: async (message) => {
      const { status, body } = await send(message);
      return status === 202 ? ((await stream.message()) ?? {}) : (body as Json);
    },
    tell: async (message) => void (await send(message).expect(202)),
    unread: () => 0,
  };
  await wire.ask(initialize(version));
  return wire;
};

const stdio =
  (era: Era): Open =>
  async ({ app }, version) => {
    const input = new PassThrough();
    const frames = new Queue<string>();
    const served = serveStdio(app, { input, output: async (frame) => frames.put(frame) });
    onTestFinished(async () => {
      input.end();
      await served;
    });
    const tell = async (message: unknown) => void input.write(`${textOf(message)}\n`);
    const ask = async (message: unknown) => {
      await tell(message);
      return JSON.parse(await frames.take()) as Json;
    };
    if (era === 'legacy') await ask(initialize(version));
    return { era, request: write[era], ask, tell, unread: () => frames.size };
  };

const inMemory =
  (era: Era): Open =>
  async ({ app }) => {
    const { transport } = await connectClient(app, { era });
    if (!transport) throw new Error('not connected');
    const messages = new Queue<Json>();
    transport.onmessage = (message) => messages.put({ ...message });
    onTestFinished(() => transport.close());
    const tell = (message: unknown) => transport.send(message as never);
    const ask = async (message: unknown) => {
      await tell(message);
      return messages.take();
    };
    return { era, request: write[era], ask, tell, unread: () => messages.size };
  };

/** Every way to a server; where the bytes are ours, text can be sent that is not JSON. */
export const RAW_SURFACES = {
  'Streamable HTTP, legacy': httpLegacy,
  'Streamable HTTP, modern': httpModern,
  'HTTP+SSE': sse,
  'stdio, legacy': stdio('legacy'),
  'stdio, modern': stdio('modern'),
} as const satisfies Record<string, Open>;

export const SURFACES = {
  ...RAW_SURFACES,
  'in-memory, legacy': inMemory('legacy'),
  'in-memory, modern': inMemory('modern'),
} as const satisfies Record<string, Open>;

type Name = keyof typeof SURFACES;

export const SURFACE_NAMES = Object.keys(SURFACES) as Name[];
export const RAW_SURFACE_NAMES = Object.keys(RAW_SURFACES) as (keyof typeof RAW_SURFACES)[];
