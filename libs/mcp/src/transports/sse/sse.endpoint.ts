import type { ServerResponse } from 'node:http';
import type { OnModuleInit } from '@nestjs/common';
import type { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';
import type { ChangeFeed } from '../../catalog/change.feed.js';
import { McpError } from '../../errors/mcp.error.js';
import { Connection, type ConnectionInit } from '../../protocol/connection.js';
import type { Dispatcher } from '../../protocol/dispatcher.js';
import { salvageId } from '../../protocol/json-rpc.js';
import { checkPayload } from '../../security/payload.guard.js';
import type { ConnectionLimiter } from '../../sessions/connection.limiter.js';
import type { Owners } from '../../sessions/owners.js';
import { sendEmpty, sendError, sendNotAllowed } from '../http/answer.js';
import { readJson, type BodyLimits } from '../http/body.reader.js';
import { EventStream, type StreamOptions } from '../http/event.stream.js';
import { isGone, whenGone } from '../http/presence.js';
import { originOf, targetUrl, type RawHttp } from '../http/raw.http.js';
import { loadSseTransport } from './sse.package.js';

export interface SseOptions {
  readonly limits: BodyLimits;
  readonly streams: StreamOptions;
  /** Requests of one connection that may be open at once. */
  readonly openRequests: number;
  /** Path of the MCP endpoint as clients see it, if a proxy changes it. */
  readonly publicPath: string | undefined;
  /** @throws McpError if the caller may not be here */
  readonly admit: (raw: RawHttp) => void;
}

interface Held {
  readonly stream: EventStream;
  readonly connection: Connection;
  readonly owner: string | undefined;
  /** Messages that wait until the client has read what it was sent. */
  waiting: number;
}

/** HTTP+SSE (2024-11-05, basic/transports): a stream for answers, a second endpoint for messages. */
export class SseEndpoint implements OnModuleInit {
  private readonly held = new Map<string, Held>();
  private Transport!: typeof SSEServerTransport;

  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly changes: ChangeFeed,
    private readonly limiter: ConnectionLimiter,
    private readonly owners: Owners,
    private readonly options: SseOptions,
  ) {}

  async onModuleInit(): Promise<void> {
    this.Transport = await loadSseTransport();
  }

  async open(raw: RawHttp): Promise<void> {
    try {
      this.options.admit(raw);
      const owner = this.owners.of(originOf(raw));
      const path = this.messagesPath(raw.url);
      if (isGone(raw.response)) return;
      whenGone(raw.response, this.limiter.enter());
      await this.connect(raw, path, owner);
    } catch (error) {
      sendError(raw.response, error, null);
      // One that has begun can't be answered otherwise, and would stay open.
      if (!raw.response.writableEnded) raw.response.destroy();
    }
  }

  async receive(raw: RawHttp): Promise<void> {
    let message: unknown;
    try {
      this.options.admit(raw);
      const held = this.require(raw);
      await this.untilRead(held);
      message = await readJson(raw, this.options.limits);
      checkPayload(message, this.options.limits.depth);
      // Others may have been faster.
      await this.untilRead(held);
      sendEmpty(raw.response, 202);
      held.connection.receive(message, originOf(raw));
    } catch (error) {
      sendError(raw.response, error, salvageId(message));
    }
  }

  /** Answers HTTP methods that are not served. */
  refuse(raw: RawHttp, allowed: string): void {
    try {
      this.options.admit(raw);
      sendNotAllowed(raw.response, allowed);
    } catch (error) {
      sendError(raw.response, error, null);
    }
  }

  close(): void {
    for (const { connection, stream } of this.held.values()) {
      connection.close('shutdown');
      stream.end();
    }
  }

  private async connect(raw: RawHttp, path: string, owner: string | undefined): Promise<void> {
    const { response } = raw;
    const { sessionId } = await this.start(response, path);
    const { streams, openRequests } = this.options;
    const stream = new EventStream(response, streams);
    const init: ConnectionInit = {
      transport: 'sse',
      sessionId,
      http: originOf(raw),
      send: (frame) => stream.send(frame),
      backlog: stream,
    };
    const connection = new Connection(this.dispatcher, this.changes, init, openRequests);
    this.held.set(sessionId, { stream, connection, owner, waiting: 0 });
    whenGone(response, () => {
      this.held.delete(sessionId);
      connection.close('disconnected');
    });
  }

  /** The SDK's transport opens the stream and tells the client where to post. */
  private async start(response: ServerResponse, path: string): Promise<SSEServerTransport> {
    response.setHeader('X-Accel-Buffering', 'no');
    const transport = new this.Transport(path, response);
    await transport.start();
    return transport;
  }

  /**
   * Holds a message back until the client has read what it was sent before. A client that never does
   * loses its connection.
   *
   * @throws McpError `TOO_MANY_REQUESTS` or `SESSION_NOT_FOUND`
   */
  private async untilRead(held: Held): Promise<void> {
    const { openRequests } = this.options;
    while (held.stream.full) {
      if (held.waiting >= openRequests) throw unread(openRequests);
      held.waiting++;
      await held.stream.drained();
      held.waiting--;
    }
    if (held.stream.closed) throw notFound();
  }

  /** Beside the stream's own address, so that prefixes and versions are part of it. */
  private messagesPath(url: string): string {
    const { publicPath } = this.options;
    const { pathname } = targetUrl(url);
    const base = publicPath ?? pathname.replace(/\/sse\/?$/, '');
    return `${base.replace(/\/$/, '')}/messages`;
  }

  private require(raw: RawHttp): Held {
    const id = targetUrl(raw.url).searchParams.get('sessionId');
    if (!id) throw new McpError('SESSION_REQUIRED', 'Bad Request: sessionId is required');
    const held = this.held.get(id);
    if (!held) throw notFound();
    this.owners.require(held.owner, originOf(raw));
    return held;
  }
}

function notFound(): McpError {
  return new McpError('SESSION_NOT_FOUND', 'Session not found');
}

function unread(waiting: number): McpError {
  const message = `${waiting} messages wait until the client reads its answers.`;
  return new McpError('TOO_MANY_REQUESTS', message, { retryAfter: 1 });
}
