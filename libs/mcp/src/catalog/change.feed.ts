import { Logger } from '@nestjs/common';
import type { Change } from '../context/change.js';
import { toText } from '../errors/error.message.js';

export type ChangeListener = (change: Change) => void;

/**
 * Tells listeners what changed. Equal changes of one turn of the event loop become one
 * notification, however many there are.
 */
export class ChangeFeed {
  private readonly listeners = new Set<ChangeListener>();
  private readonly pending = new Set<string>();
  private readonly logger = new Logger('McpModule');

  subscribe(listener: ChangeListener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  publish(change: Change): void {
    const key = JSON.stringify(change);
    if (this.pending.has(key)) return;
    this.pending.add(key);
    queueMicrotask(() => {
      this.pending.delete(key);
      for (const listener of this.listeners) this.tell(listener, change);
    });
  }

  /** One client that can't be told must not keep the others from hearing it. */
  private tell(listener: ChangeListener, change: Change): void {
    try {
      listener(change);
    } catch (error) {
      this.logger.error(`A client could not be told of a change: ${toText(error)}`);
    }
  }
}
