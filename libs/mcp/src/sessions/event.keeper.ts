import { Logger } from '@nestjs/common';
import { toText } from '../errors/error.message.js';
import type { EventStore, Replay } from './event.store.js';

/**
 * Keeps events in a store that may fail. What it can't keep is sent all the same: only a client that loses its
 * connection then misses it.
 */
export class EventKeeper {
  private readonly logger = new Logger('McpModule');
  private appending: Promise<unknown> = Promise.resolve();
  private cleared = false;

  constructor(
    private readonly store: EventStore,
    private readonly sessionId: string,
  ) {}

  /** @returns the id of the event, or undefined if it could not be kept */
  async append(streamId: string, frame: string): Promise<string | undefined> {
    // What is still sent while a session ends would begin its log anew, and for ever.
    if (this.cleared) return undefined;
    const append = () => this.store.append(this.sessionId, streamId, frame);
    const appended = this.tolerate('kept', append);
    this.appending = appended;
    return appended;
  }

  /** @throws what the store throws */
  async after(eventId: string): Promise<Replay | undefined> {
    return this.store.after(this.sessionId, eventId);
  }

  async clear(): Promise<void> {
    this.cleared = true;
    await this.appending;
    await this.tolerate('forgotten', () => this.store.clear(this.sessionId));
  }

  private async tolerate<T>(what: string, work: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.logger.error(`Events of a session could not be ${what}: ${toText(error)}`);
      return undefined;
    }
  }
}
