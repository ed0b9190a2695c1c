import { HolderRanking, type Holder } from './holder.ranking.js';
import type { Session } from './session.js';

type Spare = 'pending' | 'idle';

const SPARES: readonly Spare[] = ['pending', 'idle'];
/** Milliseconds in which a session makes no room: its client may be about to come back. */
const GRACE = 1000;
/** Share of the limit that a caller may come to hold at the cost of callers that hold less. */
const FEW = 0.01;
/** Share of the limit that handshakes may take from sessions that are used. */
const MOST_PENDING = 0.1;

/** Who makes room at the limit of connections: see decision 13. */
export class SessionRoom {
  private readonly holders = new Map<string, Holder>();
  private readonly places = new Map<Session, Holder>();
  private readonly rankings = { pending: new HolderRanking(), idle: new HolderRanking() };
  private pending = 0;

  /** @param limit of connections */
  constructor(private readonly limit: number) {}

  /** A session of that caller opens. */
  enter(session: Session, caller: string): void {
    const holder = this.holders.get(caller) ?? newHolder(caller);
    this.holders.set(caller, holder);
    this.places.set(session, holder);
    this.rank(holder, () => {
      holder.total++;
      this.place(session, holder);
    });
  }

  /** Something happened in a session. */
  update(session: Session): void {
    const holder = this.places.get(session);
    if (!holder) return;
    this.rank(holder, () => {
      this.displace(session, holder);
      this.place(session, holder);
    });
  }

  leave(session: Session): void {
    const holder = this.places.get(session);
    if (!holder) return;
    this.places.delete(session);
    this.rank(holder, () => {
      holder.total--;
      this.displace(session, holder);
    });
    if (holder.total === 0) this.holders.delete(holder.caller);
  }

  /** @returns the session to end for that caller, or whether there may be one soon */
  spareFor(caller: string | undefined): Session | 'soon' | undefined {
    const own = caller === undefined ? undefined : this.holders.get(caller);
    // A flood of handshakes must not end the sessions that are used, however fast it comes.
    const isFlooded = this.pending >= Math.ceil(this.limit * MOST_PENDING);
    let soon = false;
    for (const spare of isFlooded ? SPARES.slice(0, 1) : SPARES) {
      const giver = this.giverOf(spare, own);
      const [first] = giver?.[spare] ?? [];
      if (!giver || !first) continue;
      if (first.idleFor >= GRACE || giver.total > totalOf(own) + 1) return first;
      soon = true;
    }
    return soon ? 'soon' : undefined;
  }

  /** Who holds most gives, unless that is the newcomer itself. */
  private giverOf(spare: Spare, own: Holder | undefined): Holder | undefined {
    const { most } = this.rankings[spare];
    const mayTake = totalOf(own) < Math.ceil(this.limit * FEW);
    return most && (mayTake || most.total > totalOf(own)) ? most : own;
  }

  private place(session: Session, holder: Holder): void {
    if (!session.used) {
      holder.pending.add(session);
      this.pending++;
    } else if (!session.inUse) holder.idle.add(session);
  }

  private displace(session: Session, holder: Holder): void {
    if (holder.pending.delete(session)) this.pending--;
    holder.idle.delete(session);
  }

  private rank(holder: Holder, change: () => void): void {
    for (const spare of SPARES) this.rankings[spare].remove(holder);
    change();
    for (const spare of SPARES) if (holder[spare].size > 0) this.rankings[spare].add(holder);
  }
}

function newHolder(caller: string): Holder {
  return { caller, total: 0, pending: new Set(), idle: new Set() };
}

function totalOf(holder: Holder | undefined): number {
  return holder?.total ?? 0;
}
