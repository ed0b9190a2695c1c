import { Logger } from '@nestjs/common';
import type { Change } from '../context/change.js';
import { toText } from '../errors/error.message.js';

export type ChangeListener = (change: Change) => void;

/**
 * Tells listeners what changed. Equal changes of one turn of the event loop become one
 * notification, however many there are.
 */
export class ChangeFeed {
  /** Each with the number of changes that were published before it came. */
  private readonly listeners = new Map<ChangeListener, number>();
  private pending = new Map<string, { readonly change: Change; readonly number: number }>();
  private published = 0;
  private readonly logger = new Logger('McpModule');

  subscribe(listener: ChangeListener): () => void {
    this.listeners.set(listener, this.published);
    return () => void this.listeners.delete(listener);
  }

  publish(change: Change): void {
    if (this.pending.size === 0) setImmediate(this.tellAll);
    this.pending.set(JSON.stringify(change), { change, number: ++this.published });
  }

  private readonly tellAll = (): void => {
    const changes = this.pending;
    this.pending = new Map();
    for (const { change, number } of changes.values()) {
      for (const [listener, known] of this.listeners) {
        if (number > known) this.tell(listener, change);
      }
    }
  };

  /** One client that can't be told must not keep the others from hearing it. */
  private tell(listener: ChangeListener, change: Change): void {
    try {
      listener(change);
    } catch (error) {
      this.logger.error(`A client could not be told of a change: ${toText(error)}`);
    }
  }
}
