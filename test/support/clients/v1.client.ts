import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { Client as OldClient } from 'sdk-1-10/client/index.js';
import type { Transport as OldTransport } from 'sdk-1-10/shared/transport.js';
import { Inbox } from '../inbox.js';
import type { CallOptions, TestClient } from './test.client.js';

/** The SDK that most people run today. */
export async function connectV1(transport: Transport): Promise<TestClient> {
  const client = new Client({ name: 'v1-client', version: '1.32.0' });
  await client.connect(transport);
  return wrapV1(client);
}

/** A release of April 2025, as it still sits in products. */
export async function connectOld(transport: OldTransport): Promise<TestClient> {
  const client = new OldClient({ name: 'old-client', version: '1.10.2' });
  await client.connect(transport);
  // The part of the API that we use has not changed since.
  return wrapV1(client as unknown as Client);
}

function wrapV1(client: Client): TestClient {
  return {
    inbox: new Inbox(client),
    serverInfo: client.getServerVersion(),
    capabilities: client.getServerCapabilities(),
    instructions: client.getInstructions(),
    call: async (name, args, { _meta, ...options }: CallOptions = {}) => {
      const params = { name, ...(args && { arguments: args }), ...(_meta && { _meta }) };
      return (await client.callTool(params, undefined, options)) as Awaited<
        ReturnType<TestClient['call']>
      >;
    },
    page: async (cursor) =>
      (await client.listTools(cursor === undefined ? undefined : { cursor })) as Awaited<
        ReturnType<TestClient['page']>
      >,
    ping: () => client.ping(),
    setLevel: (level) => client.setLoggingLevel(level),
    listen: () => Promise.reject(new Error('only modern clients can listen')),
    close: () => client.close(),
  };
}
