import type { Peer } from '../context/peer.js';
import { Conversation } from './conversation.js';
import { EventKeeper } from './event.keeper.js';
import type { EventStore, Replay } from './event.store.js';
import { ResumableStream } from './resumable.stream.js';
import type { UnreadLimit } from './unread.limit.js';

const STANDALONE = 'standalone';

export interface SessionParts {
  readonly events: EventStore;
  readonly unread: UnreadLimit;
  /** Requests that may be open at once. */
  readonly openRequests: number;
}

/** A 2025-era session of Streamable HTTP: what has to be remembered between requests, and no more. */
export class Session extends Conversation {
  private readonly streams = new Map<string, ResumableStream>();
  private readonly events: EventKeeper;
  private opened = 0;
  private release: (() => void) | undefined;
  /** Milliseconds of `performance.now()`. */
  private lastSeen = performance.now();
  private completed = false;
  /** Responses that a client waits for or reads. */
  private present = 0;

  /** @param changed hears of all that makes it idle, or not */
  constructor(
    readonly id: string,
    peer: Peer,
    private readonly parts: SessionParts,
    private readonly changed: (session: Session) => void = () => undefined,
  ) {
    super(peer, parts.openRequests);
    this.events = new EventKeeper(parts.events, id);
  }

  /** Whether the client came back after the handshake: many that don't were never to become sessions. */
  get used(): boolean {
    return this.completed;
  }

  touch(): void {
    this.completed = true;
    this.see();
  }

  /**
   * A client waits for an answer, or listens. Work that it left goes on, and does not count: a question
   * could hold the room of a session for long (decision 13).
   *
   * @returns to be called once, when the client is gone
   */
  attend(): () => void {
    this.present++;
    this.see();
    return () => {
      this.present--;
      this.see();
    };
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

  /** Whether a client has a request or a stream open. */
  get inUse(): boolean {
    return this.present > 0;
  }

  /** Milliseconds in which nothing happened; 0 while it is in use. */
  get idleFor(): number {
    return this.inUse ? 0 : performance.now() - this.lastSeen;
  }

  close(): void {
    this.abortAll('cancelled');
    this.release?.();
    for (const stream of this.streams.values()) this.closeStream(stream);
    void this.events.clear();
  }

  private see(): void {
    this.lastSeen = performance.now();
    this.changed(this);
  }

  private addStream(id: string): ResumableStream {
    const stream = new ResumableStream(id, this.events, this.parts.unread);
    this.streams.set(id, stream);
    return stream;
  }
}
