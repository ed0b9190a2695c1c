import type { EventStore, Replay, StoredEvent } from './event.store.js';

interface Kept extends StoredEvent {
  readonly streamId: string;
}

interface Log {
  readonly events: Kept[];
  characters: number;
  count: number;
}

export interface MemoryEventLimits {
  /** Events of one session. */
  readonly events: number;
  /** Characters of one session. */
  readonly characters: number;
}

/** Keeps the latest events of each session in memory. */
export class MemoryEventStore implements EventStore {
  private readonly logs = new Map<string, Log>();

  constructor(private readonly limits: MemoryEventLimits) {}

  append(sessionId: string, streamId: string, frame: string): string {
    const log = this.logs.get(sessionId) ?? { events: [], characters: 0, count: 0 };
    this.logs.set(sessionId, log);
    const id = `${streamId}:${++log.count}`;
    log.events.push({ id, streamId, frame });
    log.characters += frame.length;
    this.trim(log);
    return id;
  }

  after(sessionId: string, eventId: string): Replay | undefined {
    const events = this.logs.get(sessionId)?.events ?? [];
    const index = events.findIndex(({ id }) => id === eventId);
    const streamId = events[index]?.streamId;
    if (streamId === undefined) return undefined;
    const later = events.slice(index + 1).filter((event) => event.streamId === streamId);
    return { streamId, events: later };
  }

  clear(sessionId: string): void {
    this.logs.delete(sessionId);
  }

  private trim(log: Log): void {
    while (log.events.length > this.limits.events || log.characters > this.limits.characters) {
      log.characters -= log.events.shift()?.frame.length ?? log.characters;
    }
  }
}
