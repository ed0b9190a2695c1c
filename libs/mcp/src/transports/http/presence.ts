import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

const WATCHERS = Symbol('who wants to know that the socket closed');

interface Watched extends Socket {
  [WATCHERS]?: Set<() => void>;
}

/**
 * Whether the client can't be answered any more. Guards, middleware and parsers may have taken their
 * time before the response came here: its `close` event is then over.
 */
export function isGone(response: ServerResponse): boolean {
  return response.destroyed || response.closed || isClosed(response.req.socket);
}

/** Calls back once the response has closed, at once if it has. */
export function whenGone(response: ServerResponse, act: () => void): void {
  if (isGone(response)) act();
  else if (response.socket) response.once('close', act);
  else whenQueuedIsGone(response, act);
}

/**
 * A response to a pipelined request has no socket before those ahead of it are sent, and Node doesn't
 * tell it that the socket closed.
 */
function whenQueuedIsGone(response: ServerResponse, act: () => void): void {
  const watchers = watchersOf(response.req.socket);
  const leave = () => {
    if (watchers.delete(leave)) act();
  };
  watchers.add(leave);
  response.once('close', leave);
}

/** One listener for all: hundreds of requests may be pipelined. */
function watchersOf(socket: Watched): Set<() => void> {
  const known = socket[WATCHERS];
  if (known) return known;
  const watchers = new Set<() => void>();
  socket[WATCHERS] = watchers;
  socket.once('close', () => {
    for (const leave of watchers) leave();
  });
  return watchers;
}

/** Requests that were injected into an application have no socket. */
function isClosed(socket: Socket | null | undefined): boolean {
  return socket?.destroyed === true;
}
