import { randomBytes } from 'node:crypto';
import type { HttpOrigin, PrincipalOf } from '../context/exchange.js';
import type { Peer } from '../context/peer.js';
import { McpError } from '../errors/mcp.error.js';
import type { ConnectionLimiter } from './connection.limiter.js';
import type { EventStore } from './event.store.js';
import { Session } from './session.js';

interface Held {
  readonly session: Session;
  /** Who opened it, where callers are told apart. */
  readonly owner: string | undefined;
  readonly leave: () => void;
}

/** Looks for idle sessions this often, at most. */
const SWEEP_INTERVAL = 60_000;

/** The sessions of one server, in memory. */
export class SessionStore {
  private readonly held = new Map<string, Held>();
  private readonly sweeper: NodeJS.Timeout | undefined;

  constructor(
    private readonly limiter: ConnectionLimiter,
    /** Milliseconds; 0 keeps idle sessions for ever. */
    private readonly idleTimeout: number,
    private readonly events: EventStore,
    private readonly ownerOf: PrincipalOf = () => undefined,
  ) {
    if (idleTimeout > 0) {
      const interval = Math.min(idleTimeout, SWEEP_INTERVAL);
      this.sweeper = setInterval(() => this.sweep(), interval).unref();
    }
  }

  get size(): number {
    return this.held.size;
  }

  /** @throws McpError `TOO_MANY_CONNECTIONS` */
  open(peer: Peer, origin: HttpOrigin): Session {
    const leave = this.limiter.enter();
    // Globally unique and cryptographically secure (2025-11-25, Session Management): 192 bits.
    const session = new Session(randomBytes(24).toString('base64url'), peer, this.events);
    this.held.set(session.id, { session, owner: this.ownerOf(origin), leave });
    return session;
  }

  /** @throws McpError `SESSION_REQUIRED`, `SESSION_NOT_FOUND` or `FOREIGN_SESSION` */
  require(id: string | undefined, origin: HttpOrigin): Session {
    if (id === undefined) {
      throw new McpError('SESSION_REQUIRED', 'Bad Request: Mcp-Session-Id header is required');
    }
    const held = this.held.get(id);
    if (!held) throw new McpError('SESSION_NOT_FOUND', 'Session not found');
    const { session, owner } = held;
    // An id that got out must not be enough (2025-11-25, security best practices, Session Hijacking).
    if (owner !== this.ownerOf(origin)) {
      throw new McpError('FOREIGN_SESSION', 'Forbidden: the session belongs to another caller');
    }
    session.touch();
    return session;
  }

  find(id: string): Session | undefined {
    return this.held.get(id)?.session;
  }

  end(id: string): void {
    const held = this.held.get(id);
    this.held.delete(id);
    held?.session.close();
    held?.leave();
  }

  close(): void {
    clearInterval(this.sweeper);
    for (const id of this.held.keys()) this.end(id);
  }

  private sweep(): void {
    for (const [id, { session }] of this.held) if (session.isIdle(this.idleTimeout)) this.end(id);
  }
}
