import { once } from 'node:events';
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** Proxies buffer and cut silent streams: these headers and a comment now and then prevent it. */
export const STREAM_HEADERS = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
} as const;

/** A response that stays open and carries server-sent events. */
export class EventStream {
  private readonly timer: NodeJS.Timeout | undefined;

  private constructor(
    private readonly response: ServerResponse,
    keepAlive: number,
  ) {
    this.timer = keepAliveComments(response, keepAlive);
  }

  /** @param keepAlive milliseconds between comments; 0 for none */
  static open(
    response: ServerResponse,
    keepAlive: number,
    headers: OutgoingHttpHeaders = {},
  ): EventStream {
    response.writeHead(200, { ...STREAM_HEADERS, ...headers });
    response.flushHeaders();
    return new EventStream(response, keepAlive);
  }

  get closed(): boolean {
    return this.response.writableEnded || this.response.destroyed;
  }

  /** Resolves when the client can take more. */
  async send(frame: string): Promise<void> {
    if (this.closed || this.response.write(`event: message\ndata: ${frame}\n\n`)) return;
    const stop = new AbortController();
    const { signal } = stop;
    await Promise.race([
      once(this.response, 'drain', { signal }),
      once(this.response, 'close', { signal }),
    ]).finally(() => stop.abort());
  }

  end(): void {
    clearInterval(this.timer);
    if (!this.closed) this.response.end();
  }
}

/** Writes a comment now and then until the response closes. */
export function keepAliveComments(
  response: ServerResponse,
  interval: number,
): NodeJS.Timeout | undefined {
  if (interval <= 0) return undefined;
  const timer = setInterval(() => response.write(': keep-alive\n\n'), interval).unref();
  response.once('close', () => clearInterval(timer));
  return timer;
}
