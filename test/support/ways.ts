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

const v2 = (name: string, era: Era, path: string, open: (url: URL) => Transport) =>
  way(`${name}, v2 ${era}`, era, async (served, capabilities = {}) => {
    const options = { capabilities, versionNegotiation: NEGOTIATION[era] };
    const client = new Client({ name: 'v2-client', version: '2.4.0' }, options);
    await client.connect(open(served.at(path)));
    return client;
  });

const v1 = (name: string, path: string, open: (url: URL) => TransportV1) =>
  way(`${name}, v1`, 'legacy', async (served, capabilities = {}) => {
    const client = new ClientV1({ name: 'v1-client', version: '1.32.0' }, { capabilities });
    await client.connect(open(served.at(path)));
    // Apart from handlers, which `listenTo` sets, what we use of it has not changed since.
    return client as unknown as Client;
  });

const streamable = (url: URL) => new StreamableV2(url);

export const MODERN_WAYS: readonly Way[] = [
  inMemory('modern'),
  v2('streamable-http', 'modern', '/mcp', streamable),
];

export const LEGACY_WAYS: readonly Way[] = [
  inMemory('legacy'),
  v2('streamable-http', 'legacy', '/mcp', streamable),
  v1('streamable-http', '/mcp', (url) => new StreamableV1(url)),
  v2('sse', 'legacy', '/mcp/sse', (url) => new SseV2(url)),
  v1('sse', '/mcp/sse', (url) => new SseV1(url)),
];

export const WAYS: readonly Way[] = [...MODERN_WAYS, ...LEGACY_WAYS];
