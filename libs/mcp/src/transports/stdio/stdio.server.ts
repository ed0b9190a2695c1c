import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import type { Awaitable } from '../../context/awaitable.js';
import { McpError } from '../../errors/mcp.error.js';
import type { Connection } from '../../protocol/connection.js';
import { parseJson } from '../../protocol/json-rpc.js';
import { checkPayload } from '../../security/payload.guard.js';
import { connectionFactory, type ConnectionLimits } from '../connection.factory.js';
import { oneLine } from '../one.line.js';
import { PacedWriter } from '../paced.writer.js';
import { frameStream } from './frame.stream.js';
import { LineReader, type Line } from './line.reader.js';
import { reserveStdout, type FrameWriter } from './stdout.guard.js';

/** Lines that are taken without a look at what the client reads. */
const AT_ONCE = 4;

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
  const factory = connectionFactory(app, options.server);
  const output = frameStream(options.output ?? reserveStdout());
  const writer = new PacedWriter(output, factory.limits.unread, false);
  const connection = factory.connect({
    transport: 'stdio',
    send: (frame) => writer.send(`${oneLine(frame)}\n`),
    backlog: writer,
  });
  const wire = { connection, writer, output, limits: factory.limits };
  const { signal, release } = stopSignal(output, options.signal);
  try {
    await readAll(options.input ?? process.stdin, wire, signal);
    if (!signal.aborted) await settle(wire, options.drain ?? 5000, signal);
  } finally {
    release();
    connection.close('disconnected');
  }
}

/** Fires when the output breaks, or when the caller's signal does. Node 20 never frees `AbortSignal.any`. */
function stopSignal(output: Writable, given: AbortSignal | undefined) {
  const stop = new AbortController();
  const end = () => stop.abort();
  output.once('close', end);
  given?.addEventListener('abort', end, { once: true });
  if (given?.aborted) end();
  return { signal: stop.signal, release: () => given?.removeEventListener('abort', end) };
}

/** The two directions of a connection. */
interface Wire {
  readonly connection: Connection;
  readonly writer: PacedWriter;
  readonly output: Writable;
  readonly limits: ConnectionLimits;
}

async function readAll(input: Readable, wire: Wire, stop: AbortSignal): Promise<void> {
  const reader = new LineReader(wire.limits.bodyBytes);
  let taking = Promise.resolve();
  await new Promise<void>((resolve) => {
    const end = () => resolve();
    stop.addEventListener('abort', end, { once: true });
    input.on('data', (chunk: Buffer) => {
      const taken = take(reader.push(chunk), wire);
      if (taken) taking = pauseUntil(taken, input);
    });
    input.once('end', end).once('close', end).once('error', end);
    if (stop.aborted || input.readableEnded || input.destroyed) end();
  });
  input.pause();
  const takeLast = async () => take(reader.end(), wire);
  await Promise.race([taking.then(takeLast), abortOf(stop)]);
  wire.connection.endSubscriptions();
}

/** Takes lines as fast as the client reads what it is sent. */
function take(lines: Iterator<Line, void>, wire: Wire): Awaitable<void> {
  const { writer } = wire;
  if (writer.full) return Promise.resolve(writer.drained()).then(() => take(lines, wire));
  for (let count = 0; count < AT_ONCE; count++) {
    const next = lines.next();
    if (next.done) return;
    void receive(next.value, wire);
  }
  // Until those are answered nobody knows whether the client reads the answers.
  return setImmediate().then(() => take(lines, wire));
}

async function pauseUntil(taken: Promise<void>, input: Readable): Promise<void> {
  input.pause();
  await taken;
  input.resume();
}

async function receive(line: Line, { connection, limits }: Wire): Promise<void> {
  if ('tooLong' in line) {
    const problem = `The message is longer than ${limits.bodyBytes} bytes.`;
    return connection.refuse(new McpError('PAYLOAD_TOO_LARGE', problem));
  }
  let message: unknown;
  try {
    message = parseJson(line.text);
    checkPayload(message, limits.depth);
    connection.receive(message);
  } catch (error) {
    const known = error instanceof McpError;
    const refusal = known ? error : new McpError('PARSE_ERROR', 'Parse error: not valid JSON');
    await connection.refuse(refusal, message);
  }
}

/** A client that closes its end may still read: it gets the answers that come soon. */
async function settle(wire: Wire, milliseconds: number, stop: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, milliseconds)));
  await Promise.race([answerAll(wire), late, abortOf(stop)]);
  clearTimeout(timer);
}

async function answerAll({ connection, output }: Wire): Promise<void> {
  await connection.drained();
  // It may break before it has taken the last answer.
  await finished(output.end()).catch(() => undefined);
}

/** Resolves when the signal fires. */
async function abortOf(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
