import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { parseJson } from '../../protocol/json-rpc.js';
import { ByteCollector } from '../byte.collector.js';

/** The bytes of bodies that somebody else parses, for those that are refused. */
export class ParsedBodies {
  private readonly kept = new WeakMap<IncomingMessage, ByteCollector>();

  /** Keeps the bytes of a small body as they pass. */
  watch(request: IncomingMessage, body: Readable): void {
    const bytes = new ByteCollector();
    this.kept.set(request, bytes);
    body.on('data', (piece: Buffer) => bytes.add(piece));
  }

  keep(request: IncomingMessage, bytes: Buffer): void {
    const collector = new ByteCollector();
    collector.add(bytes);
    this.kept.set(request, collector);
  }

  /** What a body says as JSON; undefined if it isn't JSON. */
  again(request: IncomingMessage): unknown {
    const bytes = this.kept.get(request)?.take();
    try {
      return bytes && parseJson(bytes.toString('utf8'));
    } catch {
      return undefined;
    }
  }
}
