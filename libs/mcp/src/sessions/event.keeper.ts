import { Logger } from '@nestjs/common';
import { awaitable, type Awaitable } from '../context/awaitable.js';
import { toText } from '../errors/error.message.js';
import type { EventStore, Replay } from './event.store.js';
import { within } from './time.limit.js';

/** Milliseconds that a store has for one event. */
const STORE_TIMEOUT = 5000;

/**
 * Keeps events in a store that may fail. What it can't keep is sent all the same: only a client that loses its
 * connection then misses it.
 */
export class EventKeeper {
  private readonly logger = new Logger('McpModule');
  private appending: Promise<unknown> = Promise.resolve();
  private cleared = false;
  /** The store did not answer in time: nothing is kept until it does. */
  private stuck = false;

  constructor(
    private readonly store: EventStore,
    private readonly sessionId: string,
    /** Milliseconds. */
    private readonly timeout = STORE_TIMEOUT,
  ) {}

  /** @returns the id of the event, or undefined if it could not be kept */
  async append(streamId: string, frame: string): Promise<string | undefined> {
    // What is still sent while a session ends would begin its log anew, and never be forgotten.
    if (this.cleared || this.stuck) return undefined;
    const append = () => this.limited(this.store.append(this.sessionId, streamId, frame));
    const appended = this.tolerate('kept', append);
    this.appending = appended;
    return appended;
  }

  /** @throws what the store throws */
  async after(eventId: string): Promise<Replay | undefined> {
    return within(this.timeout, this.store.after(this.sessionId, eventId));
  }

  async clear(): Promise<void> {
    this.cleared = true;
    await this.appending;
    await this.tolerate('forgotten', () => this.limited(this.store.clear(this.sessionId)));
  }

  private async limited<T>(work: Awaitable<T>): Promise<T> {
    const pending = awaitable(work) as Awaitable<T>;
    return within(this.timeout, pending, () => {
      // Each event would otherwise wait its whole time for a store that hangs.
      this.stuck = true;
      const answered = () => (this.stuck = false);
      void Promise.resolve(pending).then(answered, answered);
    });
  }

  private async tolerate<T>(what: string, work: () => Awaitable<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.logger.error(`Events of a session could not be ${what}: ${toText(error)}`);
      return undefined;
    }
  }
}
