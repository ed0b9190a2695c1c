import type { Implementation } from '@modelcontextprotocol/server';
import type { CacheHint, CacheHints } from '../context/cache.hint.js';
import type { Era } from '../context/revisions.js';
import { META } from './envelope.js';
import { isObject } from './json-rpc.js';

type Result = Readonly<Record<string, unknown>>;

const NOT_CACHED: CacheHint = { ttlMs: 0, cacheScope: 'private' };

/** Gives a result the form of its era. */
export class ResultEncoder {
  private readonly hints: ReadonlyMap<string, CacheHint>;
  private readonly ending: string;

  constructor(
    private readonly serverInfo: Implementation,
    cache: CacheHints = {},
  ) {
    this.hints = hintsOf(cache);
    this.ending = `"_meta":${JSON.stringify({ [META.serverInfo]: serverInfo })}}`;
  }

  /** The JSON of a result in the form of its era. */
  stringify(era: Era, method: string, result: Result): string {
    if (era === 'modern' && this.isPlain(method, result)) return this.complete(result);
    return JSON.stringify(this.encode(era, method, result));
  }

  /** Whether the era adds the same text to each result of this kind, and nothing changes its JSON. */
  private isPlain(method: string, result: Result): boolean {
    const { _meta, resultType, toJSON } = result;
    const differs = _meta !== undefined || resultType !== undefined || toJSON !== undefined;
    return !differs && !this.hints.has(method);
  }

  /** Member by member: to cut the JSON of the whole would copy it, which takes long for a large one. */
  private complete(result: Result): string {
    let json = '{"resultType":"complete",';
    for (const [name, value] of Object.entries(result)) {
      const member = JSON.stringify(value) as string | undefined;
      if (member !== undefined) json += `${JSON.stringify(name)}:${member},`;
    }
    return json + this.ending;
  }

  encode(era: Era, method: string, result: Result): Result {
    return era === 'legacy' ? result : this.toModern(method, result);
  }

  /** `resultType`, cache hints and the server's name are part of each 2026-07-28 result. */
  private toModern(method: string, result: Result): Result {
    const complete = (result['resultType'] ?? 'complete') === 'complete';
    const hints = complete && this.hints.get(method);
    const meta = isObject(result['_meta']) ? result['_meta'] : {};
    return {
      resultType: 'complete',
      ...hints,
      ...result,
      _meta: { [META.serverInfo]: this.serverInfo, ...meta },
    };
  }
}

/** Results that clients may cache, and must be told for how long (2026-07-28, caching; SEP-2549). */
function hintsOf(cache: CacheHints): Map<string, CacheHint> {
  const given: Record<string, CacheHint | undefined> = {
    'server/discover': cache.discover,
    'tools/list': cache.tools,
    'resources/list': cache.resources,
    'resources/templates/list': cache.resourceTemplates,
    'prompts/list': cache.prompts,
    'skills/list': cache.skills,
    'skills/get': cache.skills,
    'resources/directory/read': cache.skills,
    // Each resource has its own.
    'resources/read': undefined,
  };
  return new Map(
    Object.entries(given).map(([method, hint]) => [method, { ...NOT_CACHED, ...hint }]),
  );
}
