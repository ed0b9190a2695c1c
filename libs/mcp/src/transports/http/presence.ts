import type { ServerResponse } from 'node:http';

/**
 * Whether the client can't be answered any more. Guards, middleware and parsers may have taken their
 * time before the response came here: its `close` event is then over.
 */
export function isGone(response: ServerResponse): boolean {
  return response.destroyed || response.closed;
}

/** Calls back once the response has closed, at once if it has. */
export function whenGone(response: ServerResponse, act: () => void): void {
  if (isGone(response)) act();
  else response.once('close', act);
}
