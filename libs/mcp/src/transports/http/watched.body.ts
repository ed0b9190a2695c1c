import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { parseJson } from '../../protocol/json-rpc.js';
import { ByteCollector } from '../byte.collector.js';

/** On the request itself: a map would keep what it outgrows, with all that passed through (decision 10). */
const BYTES = Symbol('bytes of the body');

interface Watched extends IncomingMessage {
  [BYTES]?: ByteCollector;
}

/** Keeps the bytes of a small body that somebody else parses, as they pass. */
export function watchBody(request: Watched, body: Readable): void {
  const bytes = new ByteCollector();
  request[BYTES] = bytes;
  body.on('data', (piece: Buffer) => bytes.add(piece));
}

/** Keeps the bytes of a body that somebody else parses. */
export function keepBody(request: Watched, bytes: Buffer): void {
  const collector = new ByteCollector();
  collector.add(bytes);
  request[BYTES] = collector;
}

/** What a body says as JSON that another parser refused; undefined if it isn't JSON. */
export function parseAgain(request: Watched): unknown {
  const bytes = request[BYTES]?.take();
  try {
    return bytes && parseJson(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Once the body is parsed, a request that stays open must not keep its bytes. */
export function dropBody(request: Watched): void {
  request[BYTES]?.clear();
}
