import { randomBytes } from 'node:crypto';
import type { HttpOrigin } from '../context/exchange.js';
import type { Peer } from '../context/peer.js';
import { McpError } from '../errors/mcp.error.js';
import type { ConnectionLimiter } from './connection.limiter.js';
import { addressOf, type Owners } from './owners.js';
import { SessionRoom } from './session.room.js';
import { Session, type SessionParts } from './session.js';

interface Held {
  readonly session: Session;
  readonly owner: string | undefined;
  readonly leave: () => void;
}

export interface SessionStoreOptions extends SessionParts {
  /** Milliseconds; 0 keeps idle sessions. */
  readonly idleTimeout: number;
  /** Milliseconds that a client has to complete its handshake. */
  readonly handshakeTimeout: number;
}

/** Sessions that have been idle for too long are found within this part of their time. */
const SWEEPS = 10;
/** Milliseconds between looks for them. */
const [SHORTEST, LONGEST] = [10, 60_000];

/** The sessions of one server, in memory. */
export class SessionStore {
  private readonly held = new Map<string, Held>();
  private readonly room: SessionRoom;
  private readonly sweeper: NodeJS.Timeout;

  constructor(
    private readonly limiter: ConnectionLimiter,
    private readonly owners: Owners,
    private readonly options: SessionStoreOptions,
  ) {
    const { idleTimeout, handshakeTimeout } = options;
    const interval = Math.min(idleTimeout || Infinity, handshakeTimeout) / SWEEPS;
    const bounded = Math.min(Math.max(interval, SHORTEST), LONGEST);
    this.sweeper = setInterval(() => this.sweep(), bounded).unref();
    this.room = new SessionRoom(limiter.limit);
    limiter.whenFull((caller) => this.makeRoom(caller));
  }

  get size(): number {
    return this.held.size;
  }

  /** @throws McpError `TOO_MANY_CONNECTIONS`, or what the application's `principal` throws */
  open(peer: Peer, origin: HttpOrigin): Session {
    const owner = this.owners.of(origin);
    const caller = owner ?? addressOf(origin);
    const leave = this.limiter.enter(caller);
    // Globally unique and cryptographically secure (2025-11-25, Session Management): 192 bits.
    const id = randomBytes(24).toString('base64url');
    const session = new Session(id, peer, this.options, (one) => this.room.update(one));
    this.held.set(id, { session, owner, leave });
    this.room.enter(session, caller);
    return session;
  }

  /** @throws McpError `SESSION_REQUIRED`, `SESSION_NOT_FOUND` or `FOREIGN_SESSION` */
  require(id: string | undefined, origin: HttpOrigin): Session {
    if (id === undefined) {
      throw new McpError('SESSION_REQUIRED', 'Bad Request: Mcp-Session-Id header is required');
    }
    const held = this.held.get(id);
    if (!held) throw new McpError('SESSION_NOT_FOUND', 'Session not found');
    this.owners.require(held.owner, origin);
    held.session.touch();
    return held.session;
  }

  find(id: string): Session | undefined {
    return this.held.get(id)?.session;
  }

  end(id: string): void {
    const held = this.held.get(id);
    if (!held) return;
    this.held.delete(id);
    this.room.leave(held.session);
    held.session.close();
    held.leave();
  }

  close(): void {
    clearInterval(this.sweeper);
    for (const id of this.held.keys()) this.end(id);
  }

  private sweep(): void {
    const { idleTimeout, handshakeTimeout } = this.options;
    for (const [id, { session }] of this.held) {
      const limit = session.used ? idleTimeout : handshakeTimeout;
      if (limit > 0 && session.idleFor >= limit) this.end(id);
    }
  }

  private makeRoom(caller: string | undefined): boolean {
    const spared = this.room.spareFor(caller);
    if (spared instanceof Session) this.end(spared.id);
    return spared === 'soon';
  }
}
