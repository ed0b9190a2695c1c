import { MemoryEventStore } from '../src/sessions/memory.event.store.js';
import type { EventStore } from '../src/sessions/event.store.js';
import type { SessionParts } from '../src/sessions/session.js';
import { UnreadLimit } from '../src/sessions/unread.limit.js';

/** More than a spec ever has open or leaves unread. */
export const PLENTY = 1000;

/** How much clients may leave unread. */
export const unreadLimit = (bytes = 1_000_000, patience = 10_000) =>
  new UnreadLimit(bytes, patience);

export const streamOptions = (keepAlive = 0) => ({ keepAlive, unread: unreadLimit() });

export const sessionParts = (
  events: EventStore = new MemoryEventStore({ events: 10, characters: 1000 }),
): SessionParts => ({ events, unread: unreadLimit(), openRequests: PLENTY });

export const connectionLimits = (limits: { bodyBytes: number; depth: number }) => ({
  ...limits,
  openRequests: PLENTY,
  unread: unreadLimit(),
});
