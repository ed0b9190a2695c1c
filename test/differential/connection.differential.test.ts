import { InMemoryTransport } from '@modelcontextprotocol/server';
import { serveStdio as serveSdkStdio } from '@modelcontextprotocol/server/stdio';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LineTransport } from '../support/clients/line.transport.js';
import { RawConnection } from '../support/clients/raw.connection.js';
import { LOG } from '../support/log.recorder.js';
import { CONVERSATIONS, FENCE, type Conversation } from './corpus/conversations.js';
import { withoutText } from './exchange.js';
import { INTENDED_ON_CONNECTIONS } from './intended.on.connections.js';
import { createSdkServer, SubjectModule } from './subjects.js';

const FENCES = ['first', 'second', 'third'];

let app: INestApplicationContext;
beforeAll(async () => {
  app = await NestFactory.createApplicationContext(SubjectModule, { logger: LOG });
});
afterAll(() => app.close());

function openSdk(): Promise<RawConnection> {
  const [client, server] = InMemoryTransport.createLinkedPair();
  serveSdkStdio(createSdkServer, { transport: server, onerror: () => undefined });
  return RawConnection.over(client);
}

/** Whether JSON-RPC demands an answer, and soon. */
function isAnswered(value: unknown): value is { id: string | number; method: string } {
  const { jsonrpc, id, method } = value as Record<string, unknown>;
  const isRequest = jsonrpc === '2.0' && (typeof id === 'string' || typeof id === 'number');
  return isRequest && method !== undefined && method !== 'subscriptions/listen';
}

/** All that a server says, free text left out. */
async function listen(connection: RawConnection, { era, messages }: Conversation) {
  for (const [index, one] of messages.entries()) {
    if (isAnswered(one)) await connection.request(one);
    else connection.send(one);
    // What is said to anything else is said by the time that these are answered.
    for (const fence of FENCES) {
      await connection.request({ ...FENCE[era], id: `fence ${index} ${fence}` });
    }
  }
  return connection.received
    .filter(({ id }) => !String(id).startsWith('fence'))
    .map((one) => (one.method === undefined ? withoutText({ ...one }) : one));
}

async function both(conversation: Conversation) {
  const ours = await RawConnection.over(new LineTransport(app));
  return [await listen(ours, conversation), await listen(await openSdk(), conversation)] as const;
}

const differing = INTENDED_ON_CONNECTIONS.flatMap(({ conversations }) => conversations);
const same = CONVERSATIONS.filter(({ name }) => !differing.includes(name));
const different = INTENDED_ON_CONNECTIONS.flatMap((difference) =>
  difference.conversations.map((name) => ({ ...difference, name })),
);

describe('a connection of ours and one of the SDK', () => {
  it.each(same)('say the same to $name', async (conversation) => {
    const [ours, theirs] = await both(conversation);
    expect(ours).toEqual(theirs);
  });

  it.each(different)('differ for $name: $reason', async ({ name, ours: expected }) => {
    const [ours, theirs] = await both(CONVERSATIONS.find((one) => one.name === name)!);
    expect(ours).not.toEqual(theirs);
    expect(ours).toEqual(expected(theirs));
  });
});

describe('the conversations', () => {
  it('have a name of their own each', () => {
    expect(new Set(CONVERSATIONS.map(({ name }) => name)).size).toBe(CONVERSATIONS.length);
  });

  it('have each intended difference, once', () => {
    expect(same.length + different.length).toBe(CONVERSATIONS.length);
    expect(new Set(differing).size).toBe(differing.length);
  });
});
