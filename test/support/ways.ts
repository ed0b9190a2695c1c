import {
  Client,
  SSEClientTransport as SseV2,
  StreamableHTTPClientTransport as StreamableV2,
  type ClientCapabilities,
  type Transport,
} from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport as SseV1 } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport as StreamableV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport as TransportV1 } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { Era } from 'nest-mcp';
import { connectClient } from 'nest-mcp/testing';
import { onTestFinished } from 'vitest';
import { LineTransport } from './clients/line.transport.js';
import { NEGOTIATION } from './clients/v2.client.js';
import type { Served } from './serve.js';

/** One way in which a client that is asked something reaches a server. */
export interface Way {
  readonly name: string;
  readonly era: Era;
  /** Connects a client that declares these capabilities, until the test ends. */
  connect(served: Served, capabilities?: ClientCapabilities): Promise<Client>;
}

function way(name: string, era: Era, open: Way['connect']): Way {
  return {
    name,
    era,
    connect: async (served, capabilities) => {
      const client = await open(served, capabilities);
      onTestFinished(() => client.close());
      return client;
    },
  };
}

const inMemory = (era: Era) =>
  way(`in-memory, v2 ${era}`, era, ({ app }, capabilities = {}) =>
    connectClient(app, { era, client: { capabilities } }),
  );

type Open<T> = (served: Served) => T;

const v2 = (name: string, era: Era, open: Open<Transport>) =>
  way(`${name}, v2 ${era}`, era, async (served, capabilities = {}) => {
    const options = { capabilities, versionNegotiation: NEGOTIATION[era] };
    const client = new Client({ name: 'v2-client', version: '2.4.0' }, options);
    await client.connect(open(served));
    return client;
  });

const v1 = (name: string, open: Open<TransportV1>) =>
  way(`${name}, v1`, 'legacy', async (served, capabilities = {}) => {
    const client = new ClientV1({ name: 'v1-client', version: '1.32.0' }, { capabilities });
    await client.connect(open(served));
    // Apart from handlers, which `listenTo` sets, what we use of it has not changed since.
    return client as unknown as Client;
  });

const streamable: Open<Transport> = ({ at }) => new StreamableV2(at('/mcp'));
const stdio = ({ app }: Served) => new LineTransport(app);

export const MODERN_WAYS: readonly Way[] = [
  inMemory('modern'),
  v2('streamable-http', 'modern', streamable),
  v2('stdio', 'modern', stdio),
];

export const LEGACY_WAYS: readonly Way[] = [
  inMemory('legacy'),
  v2('streamable-http', 'legacy', streamable),
  v1('streamable-http', ({ at }) => new StreamableV1(at('/mcp'))),
  v2('sse', 'legacy', ({ at }) => new SseV2(at('/mcp/sse'))),
  v1('sse', ({ at }) => new SseV1(at('/mcp/sse'))),
  v2('stdio', 'legacy', stdio),
  v1('stdio', stdio),
];

export const WAYS: readonly Way[] = [...MODERN_WAYS, ...LEGACY_WAYS];
