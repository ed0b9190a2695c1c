import { Logger } from '@nestjs/common';
import { toText } from '../errors/error.message.js';
import type { EventStore, Replay } from './event.store.js';

/**
 * Keeps events in a store that may fail. What it can't keep is sent all the same: only a client that loses its
 * connection then misses it.
 */
export class EventKeeper {
  private readonly logger = new Logger('McpModule');

  constructor(
    private readonly store: EventStore,
    private readonly sessionId: string,
  ) {}

  /** @returns the id of the event, or undefined if it could not be kept */
  async append(streamId: string, frame: string): Promise<string | undefined> {
    return this.tolerate('kept', () => this.store.append(this.sessionId, streamId, frame));
  }

  /** @throws what the store throws */
  async after(eventId: string): Promise<Replay | undefined> {
    return this.store.after(this.sessionId, eventId);
  }

  async clear(): Promise<void> {
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
