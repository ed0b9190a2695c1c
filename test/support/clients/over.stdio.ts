import type { ClientOptions } from '@modelcontextprotocol/client';
import { StdioClientTransport as StdioV2 } from '@modelcontextprotocol/client/stdio';
import { StdioClientTransport as StdioV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { INestApplicationContext } from '@nestjs/common';
import { LOG } from '../log.recorder.js';
import { STDIO_FIXTURE } from '../stdio.fixture.js';
import { LineTransport } from './line.transport.js';
import type { TestClient } from './test.client.js';
import { connectOld, connectV1 } from './v1.client.js';
import { connectV2, type Negotiation } from './v2.client.js';

type ConnectLines = (app: INestApplicationContext, options?: ClientOptions) => Promise<TestClient>;

const lines =
  (negotiation: Negotiation): ConnectLines =>
  (app, options) =>
    connectV2(new LineTransport(app), negotiation, options);

/** Clients that speak stdio's lines to a server in this process: fast, so they run everywhere. */
export const STDIO_LINES = {
  'v2 modern': lines('modern'),
  'v2 auto': lines('auto'),
  'v2 legacy': lines('legacy'),
  v1: (app) => connectV1(new LineTransport(app)),
  'v1.10': (app) => connectOld(new LineTransport(app)),
} as const satisfies Record<string, ConnectLines>;

const PROCESS = { command: process.execPath, args: [STDIO_FIXTURE], stderr: 'pipe' as const };

/** Clients that start the fixture as a process. */
export const STDIO_PROCESSES = {
  'v2 modern': () => connectV2(logging(new StdioV2(PROCESS)), 'modern'),
  v1: () => connectV1(logging(new StdioV1(PROCESS))),
};

function logging<T extends { readonly stderr: unknown }>(transport: T): T {
  const stderr = transport.stderr as NodeJS.ReadableStream | null;
  stderr?.on('data', (chunk: Buffer) => LOG.write(chunk.toString()));
  return transport;
}
