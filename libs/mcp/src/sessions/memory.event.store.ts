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
  /** Characters of all sessions; those that were silent for longest are forgotten first. @default unlimited */
  readonly total?: number;
}

/** Keeps the latest events of each session in memory. */
export class MemoryEventStore implements EventStore {
  /** The session that was sent something last comes last. */
  private readonly logs = new Map<string, Log>();
  private characters = 0;

  constructor(private readonly limits: MemoryEventLimits) {}

  append(sessionId: string, streamId: string, frame: string): string {
    const log = this.logs.get(sessionId) ?? { events: [], characters: 0, count: 0 };
    this.logs.delete(sessionId);
    this.logs.set(sessionId, log);
    const id = `${streamId}:${++log.count}`;
    log.events.push({ id, streamId, frame });
    this.add(log, frame.length);
    this.trim(log);
    this.trimAll();
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
    this.characters -= this.logs.get(sessionId)?.characters ?? 0;
    this.logs.delete(sessionId);
  }

  private add(log: Log, characters: number): void {
    log.characters += characters;
    this.characters += characters;
  }

  private trim(log: Log): void {
    while (log.events.length > this.limits.events || log.characters > this.limits.characters) {
      this.add(log, -(log.events.shift()?.frame.length ?? log.characters));
    }
  }

  private trimAll(): void {
    const { total = Infinity } = this.limits;
    for (const log of this.logs.values()) {
      if (this.characters <= total) return;
      this.add(log, -log.characters);
      // Its count stays, so that no event gets the id of a forgotten one.
      log.events.length = 0;
    }
  }
}
