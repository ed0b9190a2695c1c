import type { IncomingHttpHeaders } from 'node:http';
import type { Peer } from './peer.js';

export type RequestId = string | number;
export type Params = Readonly<Record<string, unknown>>;
export type TransportKind = 'streamable-http' | 'sse' | 'stdio' | 'in-memory';

/** Why an exchange ended before its answer. */
export type AbortReason = 'cancelled' | 'disconnected' | 'timed-out' | 'shutdown';

/** The HTTP request that carried the message, where one did. */
export interface HttpOrigin {
  readonly headers: IncomingHttpHeaders;
  /** The request object of the HTTP adapter (Express or Fastify), as guards and middleware left it. */
  readonly request: unknown;
}

export interface ExchangeInit {
  readonly id: RequestId;
  readonly method: string;
  readonly params: Params;
  readonly transport: TransportKind;
  readonly peer: Peer;
  readonly sessionId?: string | undefined;
  readonly http?: HttpOrigin | undefined;
  /** Sends a notification that belongs to this request, before its answer. */
  readonly notify: (method: string, params: Params) => Promise<void> | void;
}

/**
 * One incoming request with its way back. Transports make exchanges; nothing below them knows
 * which transport it was.
 */
export class Exchange {
  readonly id: RequestId;
  readonly method: string;
  readonly params: Params;
  readonly transport: TransportKind;
  readonly peer: Peer;
  readonly sessionId: string | undefined;
  readonly http: HttpOrigin | undefined;
  private readonly controller = new AbortController();
  private readonly send: ExchangeInit['notify'];
  private answered = false;

  constructor(init: ExchangeInit) {
    this.id = init.id;
    this.method = init.method;
    this.params = init.params;
    this.transport = init.transport;
    this.peer = init.peer;
    this.sessionId = init.sessionId;
    this.http = init.http;
    this.send = init.notify;
  }

  /** Fires when nobody waits for the answer any more. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  get abortReason(): AbortReason | undefined {
    return this.signal.aborted ? (this.signal.reason as AbortReason) : undefined;
  }

  abort(reason: AbortReason): void {
    if (!this.answered) this.controller.abort(reason);
  }

  /** From here on the answer is decided: late notifications of a handler are dropped. */
  close(): void {
    this.answered = true;
  }

  async notify(method: string, params: Params): Promise<void> {
    if (this.answered || this.signal.aborted) return;
    await this.send(method, params);
  }
}
