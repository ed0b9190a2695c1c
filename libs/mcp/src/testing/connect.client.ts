import type { INestApplicationContext } from '@nestjs/common';
import { Client, InMemoryTransport, type ClientOptions } from '@modelcontextprotocol/client';
import type { JSONRPCMessage } from '@modelcontextprotocol/client';
import { MODERN_REVISIONS, type Era } from '../context/revisions.js';
import { connectionFactory } from '../transports/connection.factory.js';

/** @publicApi */
export interface ConnectOptions {
  /** The era that the client speaks. @default 'modern' */
  era?: Era;
  /** Name of the server. @default the server without a name */
  server?: string;
  /** Further options of the SDK's client. */
  client?: ClientOptions;
}

/**
 * Connects a real SDK client to an application or a testing module, in memory:
 * `const client = await connectClient(await Test.createTestingModule({ … }).compile())`.
 *
 * @publicApi
 */
export async function connectClient(
  app: INestApplicationContext,
  { era = 'modern', server, client: options }: ConnectOptions = {},
): Promise<Client> {
  await app.init();
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  const connection = connectionFactory(app, server).connect({
    transport: 'in-memory',
    send: (frame) => serverSide.send(JSON.parse(frame) as JSONRPCMessage),
  });
  // Through JSON, as on a wire: objects are not shared and undefined members are gone.
  serverSide.onmessage = (message) => connection.receive(JSON.parse(JSON.stringify(message)));
  serverSide.onclose = () => connection.close('disconnected');
  await serverSide.start();
  const mode = era === 'modern' ? { pin: MODERN_REVISIONS[0] } : 'legacy';
  const client = new Client(
    { name: 'nest-mcp-testing', version: '1.0.0' },
    { ...options, versionNegotiation: { mode } },
  );
  await client.connect(clientSide);
  return client;
}
