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
