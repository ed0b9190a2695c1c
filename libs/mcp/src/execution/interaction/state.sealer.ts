import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Exchange, PrincipalOf } from '../../context/exchange.js';
import { McpError } from '../../errors/mcp.error.js';
import type { DoneWork } from './once.js';

/** What a call remembers from one round to the next. */
export interface CallState {
  /** Answers of the client, by the question's key. */
  readonly answers: Record<string, unknown>;
  readonly once: DoneWork;
  /** The state of a handler that returns its input requests itself. */
  readonly custom?: string;
}

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals the state that travels through the client: it can't be read or changed there, and is bound
 * to the caller, the request and a time (2026-07-28, multi round-trip requests, Server Requirements).
 */
export class StateSealer {
  constructor(
    private readonly key: Buffer,
    /** Milliseconds. */
    private readonly lifetime: number,
    private readonly principalOf: PrincipalOf,
  ) {}

  seal(state: CallState, exchange: Exchange): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.key, nonce).setAAD(this.purposeOf(exchange));
    const text = JSON.stringify({ ...state, expires: Date.now() + this.lifetime });
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** @throws McpError `INVALID_STATE` for one that is tampered with, expired or of another request */
  open(sealed: unknown, exchange: Exchange): CallState {
    if (sealed === undefined) return { answers: {}, once: {} };
    const { expires, ...state } = this.decrypt(sealed, exchange);
    if (expires < Date.now()) throw invalidState();
    return state;
  }

  /** What a state belongs to: a caller, a method, its target and its arguments. */
  private purposeOf({ method, params, http }: Exchange): Buffer {
    const principal = (http && this.principalOf(http)) ?? null;
    const target = params['name'] ?? params['uri'];
    const text = JSON.stringify([principal, method, target, params['arguments'] ?? {}], sorted);
    return createHash('sha256').update(text).digest();
  }

  private decrypt(sealed: unknown, exchange: Exchange): CallState & { expires: number } {
    try {
      const bytes = Buffer.from(sealed as string, 'base64url');
      // A decoder that skips what it doesn't know would accept text that was added.
      if (bytes.toString('base64url') !== sealed) throw invalidState();
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv(ALGORITHM, this.key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(this.purposeOf(exchange));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const body = bytes.subarray(NONCE_BYTES + TAG_BYTES);
      const text = Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
      return JSON.parse(text) as CallState & { expires: number };
    } catch (cause) {
      throw invalidState(cause);
    }
  }
}

/** A client may write the members of an object in another order when it asks again. */
function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function invalidState(cause?: unknown): McpError {
  return new McpError('INVALID_STATE', 'Invalid or expired requestState', { cause });
}
