import type { Change } from '../context/change.js';

export type ChangeListener = (change: Change) => void;

/**
 * Tells listeners what changed. Equal changes of one turn of the event loop become one
 * notification, however many there are.
 */
export class ChangeFeed {
  private readonly listeners = new Set<ChangeListener>();
  private readonly pending = new Set<string>();

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
      for (const listener of this.listeners) listener(change);
    });
  }
}
