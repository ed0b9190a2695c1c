/** A kind of list whose content changed. */
export type ListKind = 'tools';

export type ChangeListener = (kind: ListKind) => void;

/**
 * Tells listeners that a list changed. Changes of one turn of the event loop become one
 * notification, however many there are.
 */
export class ChangeFeed {
  private readonly listeners = new Set<ChangeListener>();
  private readonly pending = new Set<ListKind>();

  subscribe(listener: ChangeListener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  publish(kind: ListKind): void {
    if (this.pending.has(kind)) return;
    this.pending.add(kind);
    queueMicrotask(() => {
      this.pending.delete(kind);
      for (const listener of this.listeners) listener(kind);
    });
  }
}
