import type { CallAborted } from '../../context/call.aborted.js';
import { offersOf } from '../../../test/offers.fixture.js';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PLENTY, streamOptions } from '../../../test/limits.fixture.js';
import { parseAnswer, rawHttp, type RequestInit } from '../../../test/http.fixture.js';
import { ChangeFeed } from '../../catalog/change.feed.js';
import type { Exchange, PrincipalOf } from '../../context/exchange.js';
import { McpError } from '../../errors/mcp.error.js';
import { Dispatcher } from '../../protocol/dispatcher.js';
import { ResultEncoder } from '../../protocol/result.encoder.js';
import { ConnectionLimiter } from '../../sessions/connection.limiter.js';
import { Owners } from '../../sessions/owners.js';
import { SseEndpoint, type SseOptions } from './sse.endpoint.js';

const encoder = new ResultEncoder({ name: 'orders', version: '1.0.0' });
const json = { 'content-type': 'application/json' };

let aborted: unknown[];
let dispatcher: Dispatcher;
let limiter: ConnectionLimiter;

beforeEach(() => {
  aborted = [];
  limiter = new ConnectionLimiter(1);
  dispatcher = new Dispatcher(
    [
      { method: 'who', eras: ['legacy'], run: ({ http, sessionId }) => ({ http, sessionId }) },
      { method: 'wait', eras: ['legacy'], run: untilAborted },
    ],
    encoder,
    offersOf(),
  );
});

async function endpointOf(options: Partial<SseOptions> = {}, principal?: PrincipalOf) {
  const endpoint = new SseEndpoint(dispatcher, new ChangeFeed(), limiter, new Owners(principal), {
    limits: { bodyBytes: 1000, depth: 10 },
    streams: streamOptions(),
    openRequests: PLENTY,
    publicPath: undefined,
    admit: () => undefined,
    ...options,
  });
  await endpoint.onModuleInit();
  return endpoint;
}

/** Opens a stream, and tells where its messages go. */
async function open(endpoint: SseEndpoint, url = '/mcp/sse') {
  const raw = rawHttp({ url });
  await endpoint.open(raw);
  const text = await raw.sent();
  const [, messages = ''] = /^data: (.*)$/m.exec(text) ?? [];
  return { raw, text, messages };
}

async function post(endpoint: SseEndpoint, url: string, body: unknown, init: RequestInit = {}) {
  const raw = rawHttp({ url, headers: json, chunks: [JSON.stringify(body)], ...init });
  await endpoint.receive(raw);
  return parseAnswer(await raw.sent());
}

const call = (method: string, id: unknown = 1) => ({ jsonrpc: '2.0', id, method });

describe('the path of messages', () => {
  it.each([
    ['/mcp/sse', undefined, '/mcp/messages'],
    ['/mcp/sse/', undefined, '/mcp/messages'],
    ['/mcp/sse?token=x', undefined, '/mcp/messages'],
    ['/api/v1/tenants/7/mcp/sse', undefined, '/api/v1/tenants/7/mcp/messages'],
    ['/sse', undefined, '/messages'],
    ['/mcp/sse', '/public/mcp', '/public/mcp/messages'],
    ['/mcp/sse', '/public/mcp/', '/public/mcp/messages'],
    ['/mcp/sse', '/', '/messages'],
  ])('for a stream at %s behind %s is %s', async (url, publicPath, expected) => {
    const { messages } = await open(await endpointOf({ publicPath }), url);
    expect(messages.split('?')[0]).toBe(expected);
    expect(messages).toMatch(/\?sessionId=[0-9a-f-]{36}$/);
  });
});

describe('a stream', () => {
  it('keeps proxies from buffering', async () => {
    const { text } = await open(await endpointOf());
    expect(parseAnswer(text)).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' },
    });
  });

  it('counts against the limit until it closes', async () => {
    const endpoint = await endpointOf();
    const { raw } = await open(endpoint);
    expect(limiter.count).toBe(1);
    const refused = rawHttp({ url: '/mcp/sse' });
    await endpoint.open(refused);
    expect(parseAnswer(await refused.sent()).status).toBe(503);
    raw.response.emit('close');
    expect(limiter.count).toBe(0);
  });

  it('is refused to whom may not be here', async () => {
    const admit = () => {
      throw new McpError('FORBIDDEN_ORIGIN', 'no');
    };
    const { text } = await open(await endpointOf({ admit }));
    expect(parseAnswer(text).status).toBe(403);
    expect(limiter.count).toBe(0);
  });
});

describe('a message', () => {
  it('is accepted, and answered on the stream', async () => {
    const endpoint = await endpointOf();
    const { raw, messages } = await open(endpoint);
    expect(await post(endpoint, messages, call('who'))).toMatchObject({ status: 202, body: '' });
    const [, frame = ''] = /^data: (.*)$/m.exec(await raw.sent()) ?? [];
    expect(JSON.parse(frame)).toMatchObject({
      id: 1,
      result: { sessionId: messages.split('=')[1], http: { headers: json } },
    });
  });

  it.each([
    ['no session', '/mcp/messages', 400, -32000],
    ['an empty session', '/mcp/messages?sessionId=', 400, -32000],
    ['an unknown session', '/mcp/messages?sessionId=x', 404, -32001],
  ])('for %s is refused', async (_, url, status, code) => {
    const answer = await post(await endpointOf(), url, call('who'));
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toMatchObject({ error: { code } });
  });

  it('for a stream that has closed is refused', async () => {
    const endpoint = await endpointOf();
    const { raw, messages } = await open(endpoint);
    raw.response.emit('close');
    expect((await post(endpoint, messages, call('who'))).status).toBe(404);
  });

  it('that is no JSON is refused', async () => {
    const endpoint = await endpointOf();
    const { messages } = await open(endpoint);
    expect((await post(endpoint, messages, null, { chunks: ['{'] })).status).toBe(400);
  });
});

describe('the end', () => {
  it('of a stream ends its requests', async () => {
    const endpoint = await endpointOf();
    const { raw, messages } = await open(endpoint);
    await post(endpoint, messages, call('wait'));
    raw.response.emit('close');
    expect(aborted).toEqual(['disconnected']);
  });

  it('of the server ends streams, and no late answer is an unhandled rejection', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const endpoint = await endpointOf();
    const { raw, messages } = await open(endpoint);
    await post(endpoint, messages, call('wait'));
    endpoint.close();
    expect(aborted).toEqual(['shutdown']);
    expect(raw.response.writableEnded).toBe(true);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});

function untilAborted({ signal }: Exchange): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      aborted.push((signal.reason as CallAborted).reason);
      reject(new Error('stopped'));
    });
  });
}
