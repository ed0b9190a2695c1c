import type { IncomingHttpHeaders } from 'node:http';
import { McpError } from '../errors/mcp.error.js';
import { AbortHooks, runHook, type AbortHook } from './abort.hooks.js';
import type { Awaitable } from './awaitable.js';
import type { Backlog } from './backlog.js';
import { CallAborted, type AbortReason } from './call.aborted.js';
import type { Peer } from './peer.js';

export type RequestId = string | number;
export type Params = Readonly<Record<string, unknown>>;
export type TransportKind = 'streamable-http' | 'sse' | 'stdio' | 'in-memory';

/** Who a request comes from, as far as anybody found out. */
export type PrincipalOf = (origin: HttpOrigin) => string | undefined;

/**
 * The HTTP request that carried the message, where one did.
 *
 * @publicApi
 */
export interface HttpOrigin {
  readonly headers: IncomingHttpHeaders;
  /** The request object of the HTTP adapter (Express or Fastify), as guards and middleware left it. */
  readonly request: unknown;
}

/** Sends a request of ours and resolves with the result of the client's answer. */
export type ClientRequester = (
  method: string,
  params: Params,
  until: AnswerLimits,
) => Promise<unknown>;

/** How long a question of ours waits for its answer. */
export interface AnswerLimits {
  readonly signal: AbortSignal;
  /** Milliseconds. */
  readonly timeout: number;
}

export interface ExchangeInit {
  readonly id: RequestId;
  readonly method: string;
  readonly params: Params;
  readonly transport: TransportKind;
  readonly peer: Peer;
  readonly sessionId?: string | undefined;
  readonly http?: HttpOrigin | undefined;
  /** Asks the client something and waits for the answer; only where the era and transport can. */
  readonly request?: ClientRequester | undefined;
  /** Whether the client can be told of changes after this request. @default true */
  readonly pushes?: boolean;
  /** Ends the connection of a resumable answer; only where there is one. */
  readonly closeStream?: (() => void) | undefined;
  /** Sends a notification that belongs to this request, before its answer. Must not reject. */
  readonly notify: (method: string, params?: Params) => Awaitable<void>;
  /** What the client has not taken yet, where its messages can pile up. */
  readonly backlog?: Backlog | undefined;
}

/** Hears what becomes of an exchange while its handler works. */
export interface ExchangeWatcher {
  /** Nobody waits for the answer any more. */
  abort(error: CallAborted): void;
  /** The call doesn't wait for its client, or doesn't any more. */
  resume(): void;
  /** The call begins to wait for its client. */
  pause(): void;
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
  readonly pushes: boolean;
  /** There only once somebody wants a signal: making one for each request costs more than the rest. */
  private controller: AbortController | undefined;
  private abortion: CallAborted | undefined;
  private readonly send: ExchangeInit['notify'];
  private readonly backlog: Backlog | undefined;
  /** Notifications that a handler has sent and the client has not taken. */
  private untaken = 0;
  private readonly requester: ClientRequester | undefined;
  private readonly disconnect: (() => void) | undefined;
  /** Fires when the answer is decided; there only once the client is asked something. */
  private closing: AbortController | undefined;
  private answered = false;
  private questions = 0;
  private watcher: ExchangeWatcher | undefined;
  private hooks: AbortHooks | undefined;

  constructor(init: ExchangeInit) {
    this.id = init.id;
    this.method = init.method;
    this.params = init.params;
    this.transport = init.transport;
    this.peer = init.peer;
    this.sessionId = init.sessionId;
    this.http = init.http;
    this.pushes = init.pushes ?? true;
    this.send = init.notify;
    this.backlog = init.backlog;
    this.requester = init.request;
    this.disconnect = init.closeStream;
  }

  /** Fires when nobody waits for the answer any more. */
  get signal(): AbortSignal {
    if (!this.controller) {
      this.controller = new AbortController();
      if (this.abortion) this.controller.abort(this.abortion);
    }
    return this.controller.signal;
  }

  /** The `_meta` of the request, as the client sent it. */
  get meta(): Params {
    return (this.params['_meta'] as Params | null | undefined) ?? {};
  }

  get abortReason(): AbortReason | undefined {
    return this.abortion?.reason;
  }

  get aborted(): boolean {
    return this.abortion !== undefined;
  }

  /** @param detail the client's own words for it */
  abort(reason: AbortReason, detail?: unknown): void {
    if (this.answered || this.abortion) return;
    this.abortion = new CallAborted(reason, detail);
    this.controller?.abort(this.abortion);
    this.watcher?.abort(this.abortion);
    this.hooks?.run();
  }

  /** Runs the hook when the exchange is aborted; at once if it is already. */
  onAbort(hook: AbortHook): void {
    if (this.abortion) runHook(hook);
    else (this.hooks ??= new AbortHooks()).add(hook);
  }

  offAbort(hook: AbortHook): void {
    this.hooks?.remove(hook);
  }

  /** @throws CallAborted if nobody waits for the answer any more */
  throwIfAborted(): void {
    if (this.abortion) throw this.abortion;
  }

  /** @throws CallAborted if nobody waits for the answer any more */
  watch(watcher: ExchangeWatcher): void {
    this.throwIfAborted();
    this.watcher = watcher;
    if (this.questions === 0) watcher.resume();
  }

  unwatch(): void {
    this.watcher = undefined;
  }

  /** From here on the answer is decided: nothing that a handler does later reaches the client. */
  close(): void {
    this.answered = true;
    this.closing?.abort();
  }

  closeStream(): void {
    if (!this.answered) this.disconnect?.();
  }

  /** @throws McpError `CLIENT_UNREACHABLE` without a session or connection to ask on */
  async request(method: string, params: Params, timeout: number): Promise<unknown> {
    if (!this.requester) {
      throw new McpError(
        'CLIENT_UNREACHABLE',
        `${method} needs a session that the client listens on.`,
      );
    }
    if (this.answered) throw new CallAborted('cancelled');
    this.closing ??= new AbortController();
    const signal = AbortSignal.any([this.signal, this.closing.signal]);
    if (this.questions++ === 0) this.watcher?.pause();
    try {
      return await this.requester(method, params, { signal, timeout });
    } finally {
      if (--this.questions === 0) this.watcher?.resume();
    }
  }

  /**
   * Sends what can be left out: where the client reads too slowly, a handler that awaits is held back,
   * and what is sent by one that doesn't is dropped. It makes no promise where nothing waits: promises of
   * a handler that sends in a loop would pile up until its turn ends.
   */
  notify(method: string, params: Params): Awaitable<void> {
    if (this.answered || this.aborted) return;
    if (this.untaken > 0 && this.backlog?.full) return this.backlog.leaveOut();
    const taken = this.send(method, params);
    if (!(taken instanceof Promise)) return;
    this.untaken++;
    return taken.finally(() => this.untaken--);
  }

  /** Sends what must not be left out. */
  async deliver(method: string, params?: Params): Promise<void> {
    if (this.answered || this.aborted) return;
    await this.send(method, params);
  }

  /** Drops the parameters that its operation doesn't read: a request may stay open for long. */
  keepOnly(names: readonly string[]): void {
    for (const name in this.params) {
      if (name !== '_meta' && !names.includes(name)) this.drop(name);
    }
  }

  /** Drops what the client sent with a request that stays open without it. */
  forget(): void {
    for (const name in this.params) this.drop(name);
    // A request of the modern era has a peer of its own.
    if (this.peer.era === 'legacy') return;
    this.peer.capabilities = {};
    this.peer.info = undefined;
  }

  /** In place: the message is held by whoever parsed it, too. */
  private drop(name: string): void {
    delete (this.params as Record<string, unknown>)[name];
  }
}
