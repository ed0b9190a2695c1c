import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream/promises';
import { McpError } from '../../errors/mcp.error.js';
import { checkPayload } from '../../security/payload.guard.js';
import { header, type Headed, type RawHttp } from './raw.http.js';

export interface BodyLimits {
  readonly bodyBytes: number;
  readonly depth: number;
}

const JSON_TYPE = 'application/json';

/** Bodies that were read before a body parser could take them. */
const readAhead = new WeakMap<IncomingMessage, Promise<string>>();

/**
 * The JSON of a request's body; a promise of it unless it was parsed before.
 *
 * @throws McpError `UNSUPPORTED_MEDIA_TYPE`, `PAYLOAD_TOO_LARGE`, `PARSE_ERROR` or `UNSAFE_PAYLOAD`
 */
export function readJson(raw: RawHttp, { bodyBytes, depth }: BodyLimits): unknown {
  checkMediaType(raw);
  const { incoming, parsedBody } = raw;
  if (parsedBody !== undefined) return checked(parsedBody, depth);
  return bodyText(incoming, bodyBytes).then((text) => checked(parse(text), depth));
}

function checked(value: unknown, depth: number): unknown {
  checkPayload(value, depth);
  return value;
}

/**
 * Reads the body now, to its end: parsers leave a request alone that has ended. `readJson` finds what
 * came of it, and guards find the parsed body where a parser would have put it. Never rejects.
 */
export async function readBodyAhead(
  incoming: IncomingMessage & { body?: unknown },
  limit: number,
): Promise<void> {
  const text = readText(incoming, limit);
  readAhead.set(incoming, text);
  await text.then((json) => void (incoming.body = parse(json))).catch(() => undefined);
  await drop(incoming);
}

/** Has `readJson` refuse a body that a parser could not read. */
export async function refuseBody(incoming: IncomingMessage, error: McpError): Promise<void> {
  const refused = Promise.reject<string>(error);
  // A guard may answer first, and then nobody asks for the body.
  refused.catch(() => undefined);
  readAhead.set(incoming, refused);
  await drop(incoming);
}

/** Lets the rest of a body pass: a client that still sends would lose an early answer with its connection. */
async function drop(incoming: IncomingMessage): Promise<void> {
  if (incoming.readableEnded) return;
  await finished(incoming.resume()).catch(() => undefined);
}

function bodyText(incoming: IncomingMessage, limit: number): Promise<string> {
  return readAhead.get(incoming) ?? readText(incoming, limit);
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

async function readText(incoming: IncomingMessage, limit: number): Promise<string> {
  const announced = Number(header(incoming, 'content-length') ?? 0);
  if (announced > limit) throw tooLarge(limit);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      // What follows still arrives, but nobody keeps it.
      if (size > limit) reject(tooLarge(limit));
      else chunks.push(chunk);
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    incoming.on('error', reject);
    incoming.on('close', () => {
      if (!incoming.readableEnded) reject(endedEarly());
    });
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable(text.length === 0);
  }
}

function endedEarly(): McpError {
  return new McpError('PARSE_ERROR', 'The body ended too early.');
}

export function unreadable(empty: boolean): McpError {
  const problem = empty ? 'the body is empty' : 'the body is not valid JSON';
  return new McpError('PARSE_ERROR', `Parse error: ${problem}`);
}

export function tooLarge(limit: number): McpError {
  return new McpError('PAYLOAD_TOO_LARGE', `Payload Too Large: the limit is ${limit} bytes.`);
}
