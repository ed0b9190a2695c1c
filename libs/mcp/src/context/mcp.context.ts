import type { IncomingHttpHeaders } from 'node:http';
import type {
  ClientCapabilities,
  Implementation,
  LoggingLevel,
  ProgressToken,
} from '@modelcontextprotocol/server';
import type { Exchange, RequestId, TransportKind } from './exchange.js';
import { LOG_LEVELS, reaches } from './log.levels.js';
import type { Era } from './revisions.js';

/**
 * Sends a log message to the client, at the level of its name. It is sent only if the client asked
 * for that level, and never reaches the log of the server.
 *
 * @publicApi
 */
export type ClientLog = {
  readonly [Level in LoggingLevel]: (data: unknown, logger?: string) => Promise<void>;
};

const NO_HEADERS: IncomingHttpHeaders = Object.freeze({});

/**
 * What a handler knows about the call it serves, and its way to talk to the client meanwhile. It
 * behaves the same on every transport and in both eras.
 *
 * @publicApi
 */
export class McpContext {
  private clientLog: ClientLog | undefined;

  /** @internal */
  constructor(private readonly exchange: Exchange) {}

  /** Fires on cancellation, disconnect, time-out and shutdown; its `reason` says which. */
  get signal(): AbortSignal {
    return this.exchange.signal;
  }

  /** JSON-RPC id of the request. */
  get requestId(): RequestId {
    return this.exchange.id;
  }

  get transport(): TransportKind {
    return this.exchange.transport;
  }

  get era(): Era {
    return this.exchange.peer.era;
  }

  /** Revision of the protocol that this request speaks, such as `2025-11-25`. */
  get protocolVersion(): string {
    return this.exchange.peer.protocolVersion;
  }

  /** Name and version of the client; a 2026-07-28 client may leave them out. */
  get client(): Implementation | undefined {
    return this.exchange.peer.info;
  }

  get clientCapabilities(): ClientCapabilities {
    return this.exchange.peer.capabilities;
  }

  /** Only where there is a session: 2025-era Streamable HTTP and HTTP+SSE. */
  get sessionId(): string | undefined {
    return this.exchange.sessionId;
  }

  /** Headers of the HTTP request that carried this call; empty on stdio. */
  get headers(): IncomingHttpHeaders {
    return this.exchange.http?.headers ?? NO_HEADERS;
  }

  /** The request object of Express or Fastify, with what guards put on it; none on stdio. */
  get request(): unknown {
    return this.exchange.http?.request;
  }

  /** The `_meta` of the request, as the client sent it. */
  get meta(): Readonly<Record<string, unknown>> {
    return (this.exchange.params['_meta'] as Record<string, unknown> | undefined) ?? {};
  }

  /**
   * Tells the client how far the call is, if it asked for progress. Does nothing otherwise.
   *
   * @param done must grow from call to call
   * @param total leave it out when it isn't known
   */
  async progress(done: number, total?: number, message?: string): Promise<void> {
    const progressToken = this.meta['progressToken'] as ProgressToken | undefined;
    if (progressToken === undefined) return;
    await this.exchange.notify('notifications/progress', {
      progressToken,
      progress: done,
      ...(total !== undefined && { total }),
      ...(message !== undefined && { message }),
    });
  }

  /** Log messages for the client, such as `ctx.log.info('half way')`. */
  get log(): ClientLog {
    return (this.clientLog ??= Object.fromEntries(
      LOG_LEVELS.map((level) => [
        level,
        (data: unknown, logger?: string) => this.sendLog(level, data, logger),
      ]),
    ) as ClientLog);
  }

  private async sendLog(level: LoggingLevel, data: unknown, logger?: string): Promise<void> {
    const threshold = this.exchange.peer.logLevel;
    if (threshold === 'off' || !reaches(level, threshold)) return;
    await this.exchange.notify('notifications/message', {
      level,
      ...(logger !== undefined && { logger }),
      data,
    });
  }
}
