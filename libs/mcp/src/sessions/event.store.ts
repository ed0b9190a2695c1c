/** An event of a stream, as it was or would have been sent. */
export interface StoredEvent {
  readonly id: string;
  /** JSON-RPC text; empty for an event that only carries its id. */
  readonly frame: string;
}

/** What a client missed on a stream. */
export interface Replay {
  readonly streamId: string;
  readonly events: readonly StoredEvent[];
}

/**
 * Keeps what was sent on the streams of sessions, so that a client that lost its connection can take
 * up a stream where it broke (2025-11-25, transports, Resumability and Redelivery).
 *
 * @publicApi
 */
export interface EventStore {
  /** @returns the id of the event, unique in its session */
  append(sessionId: string, streamId: string, frame: string): string | Promise<string>;
  /** @returns undefined if the event is not known, or not any more */
  after(sessionId: string, eventId: string): Replay | undefined | Promise<Replay | undefined>;
  /** Forgets a session. */
  clear(sessionId: string): void | Promise<void>;
}
