import type { Session } from './session.js';

/** What one caller holds. */
export interface Holder {
  readonly caller: string;
  /** Sessions, those in use included. */
  total: number;
  /** Those whose client did not come back after its handshake, the oldest first. */
  readonly pending: Set<Session>;
  /** Those without an open request or stream, the one idle for longest first. */
  readonly idle: Set<Session>;
}

/** Callers by how many sessions they hold; of those that hold as many, the one silent for longest first. */
export class HolderRanking {
  private readonly byTotal = new Map<number, Set<Holder>>();

  add(holder: Holder): void {
    const equals = this.byTotal.get(holder.total);
    if (equals) equals.add(holder);
    else this.byTotal.set(holder.total, new Set([holder]));
  }

  remove(holder: Holder): void {
    const equals = this.byTotal.get(holder.total);
    equals?.delete(holder);
    if (equals?.size === 0) this.byTotal.delete(holder.total);
  }

  /** n sessions make less than √2n different totals: a flood may ask each time. */
  get most(): Holder | undefined {
    const [most] = this.byTotal.get(Math.max(...this.byTotal.keys())) ?? [];
    return most;
  }
}
