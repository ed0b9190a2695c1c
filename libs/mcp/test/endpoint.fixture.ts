import type { CallAborted } from '../src/context/call.aborted.js';
import { offersOf } from './offers.fixture.js';
import { ChangeFeed } from '../src/catalog/change.feed.js';
import type { Exchange } from '../src/context/exchange.js';
import { Dispatcher } from '../src/protocol/dispatcher.js';
import type { Operation } from '../src/protocol/operation.js';
import { InitializeOperation } from '../src/protocol/operations/initialize.operation.js';
import { ResultEncoder } from '../src/protocol/result.encoder.js';
import { ServerIdentity } from '../src/protocol/server.identity.js';
import { ConnectionLimiter } from '../src/sessions/connection.limiter.js';
import { MemoryEventStore } from '../src/sessions/memory.event.store.js';
import { Owners } from '../src/sessions/owners.js';
import { SessionStore } from '../src/sessions/session.store.js';
import {
  StreamableHttpEndpoint,
  type StreamableHttpOptions,
} from '../src/transports/streamable-http/streamable-http.endpoint.js';
import { PLENTY, sessionParts, streamOptions } from './limits.fixture.js';
import { parseAnswer, rawHttp, type RequestInit } from './http.fixture.js';

const eras = ['legacy', 'modern'] as const;

export const call = (method: string, params = {}, id: unknown = 1) => ({
  jsonrpc: '2.0',
  id,
  method,
  params,
});

export const initialize = (protocolVersion: string) =>
  call('initialize', {
    protocolVersion,
    capabilities: {},
    clientInfo: { name: 'c', version: '1' },
  });

/** A request with this body, as JSON. */
export function rawPost(body: unknown, headers: RequestInit['headers'] = {}) {
  const type = { 'content-type': 'application/json' };
  return rawHttp({ headers: { ...type, ...headers }, chunks: [JSON.stringify(body)] });
}

/** A Streamable HTTP endpoint without HTTP, whose methods are `who`, `talk` and `wait`. */
export class EndpointFixture {
  /** Why calls of `wait` were ended. */
  readonly aborted: unknown[] = [];
  readonly changes = new ChangeFeed();
  readonly limiter = new ConnectionLimiter(2);
  readonly sessions = new SessionStore(this.limiter, new Owners(), {
    ...sessionParts(new MemoryEventStore({ events: 10, characters: 10_000 })),
    idleTimeout: 0,
    handshakeTimeout: 60_000,
  });
  readonly endpoint: StreamableHttpEndpoint;

  constructor(options: Partial<StreamableHttpOptions> & { stateless?: boolean } = {}) {
    const { stateless, ...rest } = options;
    const identity = new ServerIdentity({ name: 'orders', version: '1.0.0' }, offersOf());
    const operations: Operation[] = [
      new InitializeOperation(identity),
      { method: 'who', eras, run: ({ peer, sessionId }) => ({ era: peer.era, sessionId }) },
      { method: 'talk', eras, run: talk },
      { method: 'wait', eras, run: (exchange) => this.wait(exchange) },
    ];
    const dispatcher = new Dispatcher(operations, new ResultEncoder(identity.info), offersOf());
    const sessions = stateless ? undefined : this.sessions;
    this.endpoint = new StreamableHttpEndpoint(dispatcher, this.changes, sessions, {
      limits: { bodyBytes: 10_000, depth: 10 },
      streams: streamOptions(),
      openRequests: PLENTY,
      headersOf: () => [],
      admit: () => undefined,
      ...rest,
    });
  }

  async post(body: unknown, headers: RequestInit['headers'] = {}) {
    const raw = rawPost(body, headers);
    await this.endpoint.post(raw);
    const { body: text, ...answer } = parseAnswer(await raw.sent());
    const json = text.startsWith('{') ? (JSON.parse(text) as object) : undefined;
    return { ...answer, text, json };
  }

  /** The header that names a new session. */
  async openSession(version = '2025-11-25'): Promise<{ 'mcp-session-id': string }> {
    const { headers } = await this.post(initialize(version));
    return { 'mcp-session-id': headers['mcp-session-id'] ?? '' };
  }

  private wait({ signal }: Exchange): Promise<never> {
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        this.aborted.push((signal.reason as CallAborted).reason);
        reject(new Error('stopped'));
      });
    });
  }
}

async function talk(exchange: Exchange): Promise<object> {
  await exchange.notify('notifications/message', { n: 1 });
  return {};
}
