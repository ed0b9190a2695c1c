import type { Peer } from '../context/peer.js';
import { Conversation } from './conversation.js';
import { EventKeeper } from './event.keeper.js';
import type { EventStore, Replay } from './event.store.js';
import { ResumableStream } from './resumable.stream.js';

const STANDALONE = 'standalone';

/** A 2025-era session of Streamable HTTP: what has to be remembered between requests, and no more. */
export class Session extends Conversation {
  private readonly streams = new Map<string, ResumableStream>();
  private readonly events: EventKeeper;
  private opened = 0;
  private release: (() => void) | undefined;
  /** Milliseconds of `performance.now()`. */
  private lastSeen = performance.now();

  constructor(
    readonly id: string,
    peer: Peer,
    store: EventStore,
  ) {
    super(peer);
    this.events = new EventKeeper(store, id);
  }

  touch(): void {
    this.lastSeen = performance.now();
  }

  /** Opens the stream of a request. */
  openStream(): ResumableStream {
    return this.addStream(`request-${++this.opened}`);
  }

  /**
   * The stream for messages that belong to no request. It goes on between connections.
   *
   * @param connect feeds the stream when it is first wanted; returns how to stop that
   */
  standalone(connect: (stream: ResumableStream) => () => void): ResumableStream {
    const known = this.streams.get(STANDALONE);
    if (known) return known;
    const stream = this.addStream(STANDALONE);
    this.release = connect(stream);
    return stream;
  }

  closeStream(stream: ResumableStream): void {
    this.streams.delete(stream.id);
    stream.end();
  }

  /** A stream that has not ended yet. */
  stream(id: string): ResumableStream | undefined {
    return this.streams.get(id);
  }

  /** What came after an event, on its stream. */
  async replay(eventId: string): Promise<Replay | undefined> {
    return this.events.after(eventId);
  }

  isIdle(milliseconds: number): boolean {
    const connected = [...this.streams.values()].some((stream) => stream.connected);
    return !this.busy && !connected && performance.now() - this.lastSeen >= milliseconds;
  }

  close(): void {
    this.abortAll('cancelled');
    this.release?.();
    for (const stream of this.streams.values()) this.closeStream(stream);
    void this.events.clear();
  }

  private addStream(id: string): ResumableStream {
    const stream = new ResumableStream(id, this.events);
    this.streams.set(id, stream);
    return stream;
  }
}
