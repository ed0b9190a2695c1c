import type { OnModuleInit } from '@nestjs/common';
import type { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import type { ChangeFeed } from '../../catalog/change.feed.js';
import { McpError } from '../../errors/mcp.error.js';
import { Connection } from '../../protocol/connection.js';
import type { Dispatcher } from '../../protocol/dispatcher.js';
import type { ConnectionLimiter } from '../../sessions/connection.limiter.js';
import { sendEmpty, sendError } from '../http/answer.js';
import { readJson, type BodyLimits } from '../http/body.reader.js';
import { drained, keepAliveComments } from '../http/event.stream.js';
import { originOf, type RawHttp } from '../http/raw.http.js';
import { loadSseTransport } from './sse.package.js';

export interface SseOptions {
  readonly limits: BodyLimits;
  /** Milliseconds between keep-alive comments. */
  readonly keepAlive: number;
  /** Path of the MCP endpoint as clients see it, if a proxy changes it. */
  readonly publicPath: string | undefined;
  /** @throws McpError if the caller may not be here */
  readonly admit: (raw: RawHttp) => void;
}

interface Held {
  readonly transport: SSEServerTransport;
  readonly connection: Connection;
}

/** HTTP+SSE (2024-11-05, basic/transports): a stream for answers, a second endpoint for messages. */
export class SseEndpoint implements OnModuleInit {
  private readonly held = new Map<string, Held>();
  private Transport!: typeof SSEServerTransport;

  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly changes: ChangeFeed,
    private readonly limiter: ConnectionLimiter,
    private readonly options: SseOptions,
  ) {}

  async onModuleInit(): Promise<void> {
    this.Transport = await loadSseTransport();
  }

  async open(raw: RawHttp): Promise<void> {
    try {
      this.options.admit(raw);
      const leave = this.limiter.enter();
      raw.response.once('close', leave);
      await this.connect(raw);
    } catch (error) {
      sendError(raw.response, error, null);
    }
  }

  async receive(raw: RawHttp): Promise<void> {
    try {
      this.options.admit(raw);
      const { connection } = this.require(raw);
      const message = await readJson(raw, this.options.limits);
      sendEmpty(raw.response, 202);
      connection.receive(message, originOf(raw));
    } catch (error) {
      sendError(raw.response, error, null);
    }
  }

  close(): void {
    for (const { connection, transport } of this.held.values()) {
      connection.close('shutdown');
      void transport.close();
    }
  }

  private async connect(raw: RawHttp): Promise<void> {
    const { response, url } = raw;
    const transport = new this.Transport(this.messagesPath(url), response);
    const connection = new Connection(this.dispatcher, this.changes, {
      transport: 'sse',
      sessionId: transport.sessionId,
      http: originOf(raw),
      send: async (frame) => {
        if (response.writableEnded || response.destroyed) return;
        await transport.send(JSON.parse(frame) as JSONRPCMessage);
        await drained(response);
      },
    });
    this.held.set(transport.sessionId, { transport, connection });
    response.once('close', () => {
      this.held.delete(transport.sessionId);
      connection.close('disconnected');
    });
    response.setHeader('X-Accel-Buffering', 'no');
    await transport.start();
    keepAliveComments(response, this.options.keepAlive);
  }

  /** Beside the stream's own address, so that prefixes and versions are part of it. */
  private messagesPath(url: string): string {
    const { publicPath } = this.options;
    const { pathname } = new URL(url, 'http://localhost');
    const base = publicPath ?? pathname.replace(/\/sse\/?$/, '');
    return `${base.replace(/\/$/, '')}/messages`;
  }

  private require({ url }: RawHttp): Held {
    const id = new URL(url, 'http://localhost').searchParams.get('sessionId');
    if (!id) throw new McpError('SESSION_REQUIRED', 'Bad Request: sessionId is required');
    const held = this.held.get(id);
    if (!held) throw new McpError('SESSION_NOT_FOUND', 'Session not found');
    return held;
  }
}
