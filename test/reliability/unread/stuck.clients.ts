import { once } from 'node:events';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import net from 'node:net';
import type { Readable } from 'node:stream';
import {
  ACCEPT_BOTH,
  callTool,
  LEGACY,
  modernHeaders,
  modernRequest,
  notification,
  request,
  type Headers,
  type Json,
} from '../../support/wire/rpc.messages.js';
import type { LabProcess } from '../lab/lab.process.js';
import { handshake, responseTo } from '../wire/http.clients.js';

/** A client that has stopped to read. */
export interface Stuck {
  /** Makes the server send it far more than fits into the buffers of two sockets. */
  readonly provoke: () => Promise<void>;
  leave(): void;
}

type Open = (lab: LabProcess) => Promise<Stuck>;

const KIBIBYTE = 1024;
const TIMES = 30_000;
/** By each client, and all of them hear of it. */
const TOUCHES = 10_000;
/** Frames of it are as long as a log message of the flood. */
const URI = `lab://items/${'x'.repeat(KIBIBYTE / 2)}`;
const TOKEN = { progressToken: 'p' };
const LOUD = { 'io.modelcontextprotocol/logLevel': 'debug' };

const flood = (kind: string) => callTool('flood', { kind, bytes: KIBIBYTE, times: TIMES }, TOKEN);
const lists = Array.from({ length: 5000 }, (_, id) => request(id + 1, 'tools/list'));
const bigs = Array.from({ length: 300 }, (_, id) =>
  request(id + 1, 'tools/call', callTool('big', { bytes: 100 * KIBIBYTE })),
);

/** @param agent keeps the connection for the next request; without one each has its own */
function start(
  lab: LabProcess,
  path: string,
  headers: Headers,
  body?: Json,
  agent?: http.Agent,
): ClientRequest {
  const one = http.request(`${lab.origin}${path}`, {
    method: body ? 'POST' : 'GET',
    agent: agent ?? false,
    headers: { ...ACCEPT_BOTH, 'content-type': 'application/json', ...headers },
  });
  one.on('error', () => undefined);
  one.end(body && JSON.stringify(body));
  return one;
}

/** Posts and reads the answer: this is not the connection that is stuck. */
async function tell(
  lab: LabProcess,
  path: string,
  headers: Headers,
  body: Json,
  agent?: http.Agent,
): Promise<Headers> {
  const response = await responseTo(start(lab, path, headers, body, agent));
  response?.resume();
  return (response?.headers ?? {}) as Headers;
}

async function session(lab: LabProcess): Promise<Headers> {
  const { 'mcp-session-id': id = '' } = await tell(lab, '/mcp', {}, handshake());
  const headers = { 'mcp-session-id': id, 'mcp-protocol-version': LEGACY };
  await tell(lab, '/mcp', headers, notification('notifications/initialized'));
  return headers;
}

/** Says that the resource changed, again and again. */
async function touch(lab: LabProcess): Promise<void> {
  const body = modernRequest(1, 'tools/call', callTool('touch', { uri: URI, times: TOUCHES }));
  await tell(lab, '/mcp', modernHeaders(body), body);
}

/** The answer to a POST is a stream that nobody reads. */
function answerTo(
  path: string,
  headersOf: (lab: LabProcess) => Promise<Headers>,
  body: Json,
): Open {
  return async (lab) => {
    const headers = await headersOf(lab);
    let posted: ClientRequest | undefined;
    return {
      provoke: async () => {
        posted = start(lab, path, headers, body);
        await responseTo(posted);
      },
      leave: () => posted?.destroy(),
    };
  };
}

const inSession = (kind: string) =>
  answerTo('/mcp', session, request(1, 'tools/call', flood(kind)));

const modern = (kind: string) => {
  const body = modernRequest(1, 'tools/call', {
    ...flood(kind),
    _meta: { ...TOKEN, ...LOUD },
  });
  return answerTo('/mcp', async () => modernHeaders(body), body);
};

/** A stream of HTTP+SSE, after its first event. */
async function sse(lab: LabProcess): Promise<{ stream: ClientRequest; path: string }> {
  const stream = start(lab, '/mcp/sse', {});
  const response = await responseTo(stream);
  const path = await firstEvent(response!);
  return { stream, path };
}

const onSse =
  (...messages: readonly Json[]): Open =>
  async (lab) => {
    const { stream, path } = await sse(lab);
    const agent = new http.Agent({ keepAlive: true });
    return {
      provoke: async () => {
        for (const message of messages) await tell(lab, path, {}, message, agent);
        agent.destroy();
      },
      leave: () => stream.destroy(),
    };
  };

async function firstEvent(response: IncomingMessage): Promise<string> {
  const [chunk] = (await once(response, 'data')) as [Buffer];
  response.pause();
  return /data: (\S+)/.exec(chunk.toString())?.[1] ?? '';
}

const changesOnGet: Open = async (lab) => {
  const headers = await session(lab);
  await tell(lab, '/mcp', headers, request(1, 'resources/subscribe', { uri: URI }));
  const stream = start(lab, '/mcp', headers);
  await responseTo(stream);
  return { provoke: () => touch(lab), leave: () => void stream.destroy() };
};

const changesOnListen: Open = async (lab) => {
  const body = modernRequest(1, 'subscriptions/listen', {
    notifications: { resourceSubscriptions: [URI] },
  });
  const stream = start(lab, '/mcp', modernHeaders(body), body);
  await responseTo(stream);
  return { provoke: () => touch(lab), leave: () => void stream.destroy() };
};

const changesOnSse: Open = async (lab) => {
  const { stream, path } = await sse(lab);
  for (const message of [
    handshake(),
    notification('notifications/initialized'),
    request(1, 'resources/subscribe', { uri: URI }),
  ]) {
    await tell(lab, path, {}, message);
  }
  return { provoke: () => touch(lab), leave: () => void stream.destroy() };
};

/** Writes lines to a server of stdio, as fast as it takes them. */
const onLines =
  (...messages: readonly Json[]): Open =>
  async (lab) => {
    const socket = net.connect(lab.ports.lines, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return {
      provoke: async () => {
        for (const message of messages) socket.write(`${JSON.stringify(message)}\n`);
      },
      leave: () => void socket.destroy(),
    };
  };

/** Node takes all requests that one read of a socket brings in one turn: short ones would measure Node. */
const PADDING = 'x'.repeat(2 * KIBIBYTE);

/** HTTP/1.1 lets a client ask again before it has read the answer (RFC 9112, 9.3.2). */
const pipelined: Open = async (lab) => {
  const socket = net.connect(lab.ports.http, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const texts = lists.map((message) => {
    const body = JSON.stringify(message);
    return (
      `POST /stateless HTTP/1.1\r\nHost: localhost\r\nX-Padding: ${PADDING}\r\n` +
      `Content-Type: application/json\r\n` +
      `Accept: application/json, text/event-stream\r\nContent-Length: ${body.length}\r\n\r\n${body}`
    );
  });
  return {
    provoke: async () => void socket.write(texts.join('')),
    leave: () => void socket.destroy(),
  };
};

/** Everywhere over HTTP that a server can be left with what nobody reads. */
export const STUCK_OVER_HTTP: Readonly<Record<string, Open>> = {
  'large answers on HTTP+SSE': onSse(...bigs),
  'many answers on HTTP+SSE': onSse(...lists),
  'logs on HTTP+SSE': onSse(request(1, 'tools/call', flood('log'))),
  'progress on HTTP+SSE': onSse(request(1, 'tools/call', flood('progress'))),
  'changes on HTTP+SSE': changesOnSse,
  'logs on the answer to a POST in a session': inSession('log'),
  'progress on the answer to a POST in a session': inSession('progress'),
  'logs on the answer to a modern POST': modern('log'),
  'progress on the answer to a modern POST': modern('progress'),
  'changes on a GET stream': changesOnGet,
  'changes on a listening stream': changesOnListen,
  'many answers to pipelined requests': pipelined,
};

/** The same on stdio, which no HTTP adapter has a part in. */
export const STUCK_ON_STDIO: Readonly<Record<string, Open>> = {
  'large answers on stdio': onLines(...bigs),
  'many answers on stdio': onLines(...lists),
  'logs on stdio': onLines(request(1, 'tools/call', flood('log'))),
  'changes on stdio': onLines(
    modernRequest(1, 'subscriptions/listen', { notifications: { resourceSubscriptions: [URI] } }),
    modernRequest(2, 'tools/call', callTool('touch', { uri: URI, times: TOUCHES })),
  ),
};

/** A process whose stdout nobody reads. */
export async function stuckPipe(lab: LabProcess): Promise<Stuck> {
  const { stdin, stdout } = lab.child;
  (stdout as Readable).pause();
  return {
    provoke: async () => {
      const floods = [request(1, 'tools/call', flood('log')), ...bigs.slice(1)];
      for (const message of floods) stdin?.write(`${JSON.stringify(message)}\n`);
    },
    leave: () => void stdin?.end(),
  };
}
