import { Client, type ClientOptions, type Transport } from '@modelcontextprotocol/client';
import { Inbox } from '../inbox.js';
import type { CallOptions, TestClient } from './test.client.js';

export const MODERN = '2026-07-28';
const IDENTITY = { name: 'v2-client', version: '2.4.0' };

/** Today's SDK, in each way in which it can agree on an era. */
export const NEGOTIATION = {
  modern: { mode: { pin: MODERN } },
  legacy: { mode: 'legacy' },
  auto: { mode: 'auto' },
} as const;

export type Negotiation = keyof typeof NEGOTIATION;

export async function connectV2(
  transport: Transport,
  negotiation: Negotiation,
  options: ClientOptions = {},
): Promise<TestClient> {
  const client = new Client(IDENTITY, {
    ...options,
    versionNegotiation: NEGOTIATION[negotiation],
  });
  await client.connect(transport);
  return wrapV2(client);
}

export function wrapV2(client: Client): TestClient {
  return {
    inbox: new Inbox(client),
    serverInfo: client.getServerVersion(),
    capabilities: client.getServerCapabilities(),
    instructions: client.getInstructions(),
    call: (name, args, { _meta, ...options }: CallOptions = {}) =>
      client.callTool({ name, ...(args && { arguments: args }), ...(_meta && { _meta }) }, options),
    page: (cursor) =>
      client.request({ method: 'tools/list', params: cursor === undefined ? {} : { cursor } }),
    ping: () => client.ping(),
    setLevel: (level) => client.setLoggingLevel(level),
    listen: (filter) => client.listen(filter),
    close: () => client.close(),
  };
}
