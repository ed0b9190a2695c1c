import type { Implementation } from '@modelcontextprotocol/server';
import type { Era } from '../context/revisions.js';
import { META } from './envelope.js';
import { isObject } from './json-rpc.js';

type Result = Readonly<Record<string, unknown>>;

/** Results that clients may cache, and must be told for how long (2026-07-28, caching; SEP-2549). */
const CACHEABLE = new Set([
  'server/discover',
  'tools/list',
  'resources/list',
  'resources/templates/list',
  'resources/read',
  'prompts/list',
  'skills/list',
  'skills/get',
  'resources/directory/read',
]);

/** Gives a result the form of its era. */
export class ResultEncoder {
  constructor(private readonly serverInfo: Implementation) {}

  encode(era: Era, method: string, result: Result): Result {
    return era === 'legacy' ? result : this.toModern(method, result);
  }

  /** `resultType`, cache hints and the server's name are part of each 2026-07-28 result. */
  private toModern(method: string, result: Result): Result {
    const complete = result['resultType'] === undefined;
    const hints = complete && CACHEABLE.has(method) && { ttlMs: 0, cacheScope: 'private' };
    const meta = isObject(result['_meta']) ? result['_meta'] : {};
    return {
      resultType: 'complete',
      ...hints,
      ...result,
      _meta: { [META.serverInfo]: this.serverInfo, ...meta },
    };
  }
}
