/**
 * Holds things for a short time each. A `Set` would do, were it not for V8: when a `Set` or `Map` outgrows
 * its table, the old table keeps its entries and points to the next one. If it was old already, all that
 * ever was in the later ones lives until a full collection, and each young collection copies it.
 */
export class Slots<T extends object> implements Iterable<T> {
  private readonly held: (T | undefined)[] = [];
  private readonly free: number[] = [];

  get size(): number {
    return this.held.length - this.free.length;
  }

  /** @returns the slot, by which it is found and removed */
  add(value: T): number {
    const slot = this.free.pop() ?? this.held.length;
    this.held[slot] = value;
    return slot;
  }

  get(slot: number): T | undefined {
    return this.held[slot];
  }

  /** Once for each value: its slot is then another's. */
  remove(slot: number): void {
    this.held[slot] = undefined;
    this.free.push(slot);
  }

  *[Symbol.iterator](): Iterator<T> {
    for (const value of this.held) if (value) yield value;
  }
}
