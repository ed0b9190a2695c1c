import { randomBytes } from 'node:crypto';
import type { HttpOrigin } from '../context/exchange.js';
import type { Peer } from '../context/peer.js';
import { McpError } from '../errors/mcp.error.js';
import type { ConnectionLimiter } from './connection.limiter.js';
import type { Owners } from './owners.js';
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

/** Looks for idle sessions this often, at most. */
const SWEEP_INTERVAL = 60_000;

/** The sessions of one server, in memory. */
export class SessionStore {
  private readonly held = new Map<string, Held>();
  private readonly sweeper: NodeJS.Timeout;

  constructor(
    private readonly limiter: ConnectionLimiter,
    private readonly owners: Owners,
    private readonly options: SessionStoreOptions,
  ) {
    const { idleTimeout, handshakeTimeout } = options;
    const shortest = Math.min(idleTimeout || Infinity, handshakeTimeout, SWEEP_INTERVAL);
    this.sweeper = setInterval(() => this.sweep(), shortest).unref();
    limiter.whenFull(() => this.makeRoom());
  }

  get size(): number {
    return this.held.size;
  }

  /** @throws McpError `TOO_MANY_CONNECTIONS`, or what the application's `principal` throws */
  open(peer: Peer, origin: HttpOrigin): Session {
    const owner = this.owners.of(origin);
    const leave = this.limiter.enter();
    // Globally unique and cryptographically secure (2025-11-25, Session Management): 192 bits.
    const session = new Session(randomBytes(24).toString('base64url'), peer, this.options);
    this.held.set(session.id, { session, owner, leave });
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
    this.held.delete(id);
    held?.session.close();
    held?.leave();
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

  /**
   * Ends the session that nothing happened in for longest, without an open request or stream: first one
   * that was never used, so that a flood of handshakes doesn't end the sessions of others.
   */
  private makeRoom(): void {
    let spared: Session | undefined;
    for (const { session } of this.held.values()) {
      if (!session.inUse && (!spared || isSparer(session, spared))) spared = session;
    }
    if (spared) this.end(spared.id);
  }
}

function isSparer(one: Session, other: Session): boolean {
  return one.used === other.used ? one.idleFor > other.idleFor : other.used;
}
