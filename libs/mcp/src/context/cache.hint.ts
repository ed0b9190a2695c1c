/**
 * How long a client may keep a result, and for whom (2026-07-28, caching; SEP-2549).
 *
 * @publicApi
 */
export interface CacheHint {
  /** Milliseconds. @default 0 */
  readonly ttlMs?: number;
  /** Whether one client's copy may serve others. @default 'private' */
  readonly cacheScope?: 'public' | 'private';
}

/**
 * A list is the same for all clients; `public` also lets proxies keep it, and serve it to clients that
 * guards of yours would refuse.
 *
 * @publicApi
 */
export interface CacheHints {
  /** What `server/discover` says. @default not kept */
  readonly discover?: CacheHint;
  /** `tools/list`. @default not kept */
  readonly tools?: CacheHint;
  /** `resources/list`. @default not kept */
  readonly resources?: CacheHint;
  /** `resources/templates/list`. @default not kept */
  readonly resourceTemplates?: CacheHint;
  /** `prompts/list`. @default not kept */
  readonly prompts?: CacheHint;
  /** What is said of skills and their folders. @default not kept */
  readonly skills?: CacheHint;
}
