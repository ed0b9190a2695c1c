import { createHash } from 'node:crypto';

const SHOWN_DIGITS = 12;

/** A name for a session that logs may hold: equal for equal sessions, useless for taking one over. */
export function hashSession(sessionId: string): string {
  return createHash('sha256').update(sessionId).digest('hex').slice(0, SHOWN_DIGITS);
}
