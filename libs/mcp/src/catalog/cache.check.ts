import type { CacheHint } from '../context/cache.hint.js';

const SCOPES = ['private', 'public'];

/** What is wrong with a hint, and what to give instead. */
export interface HintProblem {
  readonly member: keyof CacheHint;
  readonly allowed: string;
}

/** @returns undefined for a hint that clients understand (2026-07-28, caching) */
export function problemOf({
  ttlMs = 0,
  cacheScope = 'private',
}: CacheHint): HintProblem | undefined {
  if (!Number.isSafeInteger(ttlMs) || ttlMs < 0) {
    return { member: 'ttlMs', allowed: 'milliseconds, a whole number from 0' };
  }
  if (SCOPES.includes(cacheScope)) return undefined;
  return { member: 'cacheScope', allowed: `one of ${SCOPES.join(', ')}` };
}
