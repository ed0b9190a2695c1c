import { Logger } from '@nestjs/common';
import type { Awaitable } from '../context/awaitable.js';
import { toText } from '../errors/error.message.js';
import type { EventKeeper } from './event.keeper.js';
import type { StoredEvent } from './event.store.js';
import { weightOf, type UnreadLimit } from './unread.limit.js';

const logger = new Logger('McpModule');

/** A client's connection to a stream. */
export interface EventSink {
  /** Resolves when the client can take more. Must not reject. */
  send(frame: string, eventId?: string): Awaitable<void>;
  /** Sends what a store has kept. */
  sendAll(events: readonly StoredEvent[]): Awaitable<void>;
  end(): void;
  /** Whether the connection has ended, by whichever side. */
  readonly closed: boolean;
  /** Whether more waits than the client may leave unread. */
  readonly full: boolean;
}

/**
 * A stream that outlives its connection: what is sent is kept, and a client that comes back is given
 * what it missed.
 */
export class ResumableStream {
  private sink: EventSink | undefined;
  private ended = false;
  /** Keeps events in order, however long the store takes for each. */
  private tail: Promise<void> = Promise.resolve();
  /** Weight of what the store has not taken yet. */
  private behind = 0;

  constructor(
    readonly id: string,
    private readonly events: EventKeeper,
    private readonly limit: UnreadLimit,
  ) {}

  get connected(): boolean {
    return this.sink?.closed === false;
  }

  /** Whether more waits than may wait, for the store or for the client. */
  get full(): boolean {
    return this.behind > this.limit.bytes || this.sink?.full === true;
  }

  /** Connects a client; one that was connected before is gone, or has been replaced. */
  attach(sink: EventSink): void {
    this.sink?.end();
    this.sink = sink;
    if (this.ended) this.disconnect();
  }

  /** Sends a client that comes back what it missed, and connects it before anything else is sent. */
  async resume(sink: EventSink, lastEventId: string): Promise<void> {
    await this.enqueue(async () => {
      try {
        const missed = await this.events.after(lastEventId);
        if (missed && missed.events.length > 0) void sink.sendAll(missed.events);
        this.attach(sink);
      } catch (error) {
        // The client will try again: it is told nothing rather than a part.
        logger.error(`Events of a session could not be read: ${toText(error)}`);
        sink.end();
      }
    });
  }

  detach(sink: EventSink): void {
    if (this.sink === sink) this.sink = undefined;
  }

  /** Ends the connection after what was sent, and not the stream: the client is to come back. */
  disconnect(): void {
    void this.enqueue(() => {
      this.sink?.end();
      this.sink = undefined;
    });
  }

  /** @param frame empty for an event that only tells its id */
  async send(frame: string): Promise<void> {
    const sent: { taken?: Awaitable<void> } = {};
    this.behind += weightOf(frame);
    await this.enqueue(async () => {
      const eventId = await this.events.append(this.id, frame);
      this.behind -= weightOf(frame);
      sent.taken = this.sink?.send(frame, eventId);
    });
    // Only who sends waits for a slow client: one that is gone without a word must not hold up the next.
    await sent.taken;
  }

  end(): void {
    this.ended = true;
    this.disconnect();
  }

  private async enqueue(step: () => void | Promise<void>): Promise<void> {
    const before = this.tail;
    const done = (async () => {
      await before;
      await step();
    })();
    this.tail = done.catch(() => undefined);
    return done;
  }
}
