import {
  SSEClientTransport as SseV2,
  StreamableHTTPClientTransport as StreamableV2,
  type ClientOptions,
} from '@modelcontextprotocol/client';
import { SSEClientTransport as SseV1 } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport as StreamableV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { SSEClientTransport as SseOld } from 'sdk-1-10/client/sse.js';
import { StreamableHTTPClientTransport as StreamableOld } from 'sdk-1-10/client/streamableHttp.js';
import { connectOld, connectV1 } from './v1.client.js';
import { connectV2, type Negotiation } from './v2.client.js';
import type { TestClient } from './test.client.js';

export interface HttpOptions {
  readonly headers?: Record<string, string>;
  readonly client?: ClientOptions;
}

type Connect = (endpoint: URL, options?: HttpOptions) => Promise<TestClient>;

const v2 =
  (negotiation: Negotiation): Connect =>
  (endpoint, { headers = {}, client } = {}) =>
    connectV2(new StreamableV2(endpoint, { requestInit: { headers } }), negotiation, client);

/** Clients of Streamable HTTP. */
export const STREAMABLE_HTTP = {
  'v2 modern': v2('modern'),
  'v2 auto': v2('auto'),
  'v2 legacy': v2('legacy'),
  v1: (endpoint, { headers = {} } = {}) =>
    connectV1(new StreamableV1(endpoint, { requestInit: { headers } })),
  'v1.10': (endpoint, { headers = {} } = {}) =>
    connectOld(new StreamableOld(endpoint, { requestInit: { headers } })),
} as const satisfies Record<string, Connect>;

/** Clients of HTTP+SSE; the address is that of the stream. */
export const HTTP_SSE = {
  'v2 legacy': (endpoint, { headers = {}, client } = {}) =>
    connectV2(new SseV2(endpoint, { requestInit: { headers } }), 'legacy', client),
  v1: (endpoint, { headers = {} } = {}) =>
    connectV1(new SseV1(endpoint, { requestInit: { headers } })),
  'v1.10': (endpoint, { headers = {} } = {}) =>
    connectOld(new SseOld(endpoint, { requestInit: { headers } })),
} as const satisfies Record<string, Connect>;
