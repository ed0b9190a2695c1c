import type { Readable } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import { McpError } from '../../errors/mcp.error.js';
import type { Connection } from '../../protocol/connection.js';
import { checkPayload } from '../../security/payload.guard.js';
import { connectionFactory, type ConnectionFactory } from '../connection.factory.js';
import { LineReader, type Line } from './line.reader.js';
import { reserveStdout, type FrameWriter } from './stdout.guard.js';

/**
 * How `serveStdio` is connected to the outside.
 *
 * @publicApi
 */
export interface StdioOptions {
  /** Name of the server to serve. @default the server without a name */
  server?: string;
  /** @default process.stdin */
  input?: Readable;
  /** Writes one frame, line break included. @default the reserved stdout */
  output?: FrameWriter;
  /** Ends the connection, for instance on SIGTERM. */
  signal?: AbortSignal;
  /** Milliseconds that open requests get after the end of input. @default 5000 */
  drain?: number;
}

/**
 * Serves one client on stdin and stdout (basic/transports, stdio) and resolves when the connection
 * has ended: at the end of input, when stdout breaks, or by the signal.
 *
 * @publicApi
 */
export async function serveStdio(
  app: INestApplicationContext,
  options: StdioOptions = {},
): Promise<void> {
  const output = options.output ?? reserveStdout();
  const factory = connectionFactory(app, options.server);
  const broken = new AbortController();
  const connection = factory.connect({
    transport: 'stdio',
    send: (frame) => output(`${frame}\n`).catch(() => broken.abort()),
  });
  const signals = [broken.signal, ...(options.signal ? [options.signal] : [])];
  const stop = AbortSignal.any(signals);
  await readAll(options.input ?? process.stdin, connection, factory, stop);
  if (!stop.aborted) await settle(connection, options.drain ?? 5000, stop);
  connection.close('disconnected');
}

async function readAll(
  input: Readable,
  connection: Connection,
  { limits }: ConnectionFactory,
  stop: AbortSignal,
): Promise<void> {
  const reader = new LineReader(limits.bodyBytes);
  const take = (lines: Iterable<Line>) => {
    for (const line of lines) void receive(line, connection, limits.depth, limits.bodyBytes);
  };
  await new Promise<void>((resolve) => {
    const end = () => resolve();
    stop.addEventListener('abort', end, { once: true });
    input.on('data', (chunk: Buffer) => take(reader.push(chunk)));
    input.once('end', end).once('close', end).once('error', end);
    if (stop.aborted || input.readableEnded || input.destroyed) end();
  });
  input.pause();
  take(reader.end());
  connection.endSubscriptions();
}

async function receive(
  line: Line,
  connection: Connection,
  depth: number,
  limit: number,
): Promise<void> {
  if ('tooLong' in line) {
    return connection.refuse(
      new McpError('PAYLOAD_TOO_LARGE', `The message is longer than ${limit} bytes.`),
    );
  }
  try {
    const message: unknown = JSON.parse(line.text);
    checkPayload(message, depth);
    connection.receive(message);
  } catch (error) {
    const known = error instanceof McpError;
    const refusal = known ? error : new McpError('PARSE_ERROR', 'Parse error: not valid JSON');
    await connection.refuse(refusal);
  }
}

/** A client that closes its end may still read: it gets the answers that come soon. */
async function settle(connection: Connection, milliseconds: number, stop: AbortSignal) {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    stop.addEventListener('abort', () => resolve(), { once: true });
    void connection.drained().finally(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
