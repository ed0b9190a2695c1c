import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import {
  ElicitRequestSchema,
  ResourceUpdatedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { Client as Client110 } from 'sdk-1-10/client/index.js';
import type { Transport as Transport110 } from 'sdk-1-10/shared/transport.js';
import { ResourceUpdatedNotificationSchema as Updated110 } from 'sdk-1-10/types.js';
import { Client as Client117 } from 'sdk-1-17/client/index.js';
import type { Transport as Transport117 } from 'sdk-1-17/shared/transport.js';
import {
  ElicitRequestSchema as Elicit117,
  ResourceUpdatedNotificationSchema as Updated117,
} from 'sdk-1-17/types.js';
import { HEADLINE, Updates, type Reader } from './reader.js';

const ASKABLE = { capabilities: { elicitation: {} } };

/** The SDK v1 of today, which speaks up to 2025-11-25. */
export async function read132(transport: Transport): Promise<Reader> {
  const updates = new Updates();
  const client = new Client({ name: 'v1.32', version: '1.32.0' }, ASKABLE);
  client.setRequestHandler(ElicitRequestSchema, () => HEADLINE);
  client.setNotificationHandler(ResourceUpdatedNotificationSchema, updates.take);
  await client.connect(transport);
  return reader(client, updates);
}

/** A release of July 2025, which speaks up to 2025-06-18. */
export async function read117(transport: Transport117): Promise<Reader> {
  const updates = new Updates();
  const client = new Client117({ name: 'v1.17', version: '1.17.0' }, ASKABLE);
  client.setRequestHandler(Elicit117, () => HEADLINE);
  client.setNotificationHandler(Updated117, updates.take);
  await client.connect(transport);
  return reader(client as unknown as Client, updates);
}

/** A release of April 2025, which speaks up to 2025-03-26 and knows no elicitation. */
export async function read110(transport: Transport110): Promise<Reader> {
  const updates = new Updates();
  const client = new Client110({ name: 'v1.10', version: '1.10.2' });
  client.setNotificationHandler(Updated110, updates.take);
  await client.connect(transport);
  return reader(client as unknown as Client, updates);
}

function reader(client: Client, updates: Updates): Reader {
  return {
    // Of what the story uses, only calls have another shape than in SDK v2.
    client: client as unknown as Reader['client'],
    updates,
    call: async (name, args = {}, options) => {
      const result = await client.callTool({ name, arguments: args }, undefined, options);
      return result as Awaited<ReturnType<Reader['call']>>;
    },
    follow: (uri) => client.subscribeResource({ uri }),
  };
}
