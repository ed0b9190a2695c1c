import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { McpError } from '../../errors/mcp.error.js';
import { parseJson } from '../../protocol/json-rpc.js';
import { ByteCollector } from '../byte.collector.js';
import { header, type Headed, type RawHttp } from './raw.http.js';

export interface BodyLimits {
  readonly bodyBytes: number;
  readonly depth: number;
}

const JSON_TYPE = 'application/json';

/** Why bodies that were read before a body parser could take them can't be taken. */
const refusals = new WeakMap<IncomingMessage, Promise<string>>();

/**
 * The JSON of a request's body; a promise of it unless it was parsed before.
 *
 * @throws McpError `UNSUPPORTED_MEDIA_TYPE`, `PAYLOAD_TOO_LARGE` or `PARSE_ERROR`
 */
export function readJson(raw: RawHttp, { bodyBytes }: Pick<BodyLimits, 'bodyBytes'>): unknown {
  checkMediaType(raw);
  const { incoming, parsedBody } = raw;
  if (parsedBody !== undefined) return parsedBody;
  return bodyText(incoming, bodyBytes).then(parse);
}

/**
 * Reads the body now, to its end: parsers leave a request alone that has ended. `readJson` finds what
 * came of it, and guards find the parsed body where a parser would have put it. Never rejects.
 */
export async function readBodyAhead(
  incoming: IncomingMessage & { body?: unknown },
  limit: number,
): Promise<void> {
  try {
    incoming.body = parse(await readText(incoming, limit));
  } catch (error) {
    await refuseBody(incoming, error);
  }
}

/** Has `readJson` refuse a body that a parser could not read. */
export async function refuseBody(incoming: IncomingMessage, error: unknown): Promise<void> {
  const refused = Promise.reject<string>(error);
  // A guard may answer first, and then nobody asks for the body.
  refused.catch(() => undefined);
  refusals.set(incoming, refused);
  await drop(incoming);
}

/** Lets the rest of a body pass: a client that still sends would lose an early answer with its connection. */
async function drop(incoming: IncomingMessage): Promise<void> {
  if (incoming.readableEnded) return;
  await finished(incoming.resume()).catch(() => undefined);
}

function bodyText(incoming: IncomingMessage, limit: number): Promise<string> {
  return refusals.get(incoming) ?? readText(incoming, limit);
}

async function readText(incoming: IncomingMessage, limit: number): Promise<string> {
  const announced = Number(header(incoming, 'content-length') ?? 0);
  if (announced > limit) throw tooLarge(limit);
  return (await collectBytes(incoming, limit)).take().toString('utf8');
}

function checkMediaType(request: Headed): void {
  const { headers } = request;
  // What nearly all clients send needs no parsing.
  if (headers['content-type'] === JSON_TYPE && headers['content-encoding'] === undefined) return;
  const type = header(request, 'content-type')?.split(';')[0]?.trim().toLowerCase();
  const encoding = header(request, 'content-encoding') ?? 'identity';
  if (type === JSON_TYPE && encoding === 'identity') return;
  throw new McpError(
    'UNSUPPORTED_MEDIA_TYPE',
    'Unsupported Media Type: send application/json without Content-Encoding.',
  );
}

/**
 * The bytes are to be taken out: listeners of the body hold the promise for as long as its request is open.
 *
 * @throws McpError `PAYLOAD_TOO_LARGE`, or `PARSE_ERROR` if the client left before the end
 */
export function collectBytes(body: Readable, limit: number): Promise<ByteCollector> {
  return new Promise((resolve, reject) => {
    const bytes = new ByteCollector();
    let size = 0;
    // Guards may take their time before anybody reads: the client can be gone by then.
    if (body.destroyed) reject(endedEarly());
    body.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) return bytes.add(chunk);
      // What follows still arrives, but nobody keeps it.
      bytes.clear();
      reject(tooLarge(limit));
    });
    body.on('end', () => resolve(bytes));
    // What breaks a body is its client.
    body.on('error', () => reject(endedEarly()));
    body.on('close', () => {
      // Nearly all have: an error that nobody needs would cost a tenth of a call.
      if (!body.readableEnded) reject(endedEarly());
    });
  });
}

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    throw unreadable(text.length === 0);
  }
}

export function endedEarly(): McpError {
  return new McpError('PARSE_ERROR', 'The body ended too early.');
}

export function unreadable(empty: boolean): McpError {
  const problem = empty ? 'the body is empty' : 'the body is not valid JSON';
  return new McpError('PARSE_ERROR', `Parse error: ${problem}`);
}

export function tooLarge(limit: number): McpError {
  return new McpError('PAYLOAD_TOO_LARGE', `Payload Too Large: the limit is ${limit} bytes.`);
}
