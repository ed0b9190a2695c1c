import { once } from 'node:events';
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { EventSink } from '../../sessions/resumable.stream.js';

/** Proxies buffer and cut silent streams: these headers and a comment now and then prevent it. */
export const STREAM_HEADERS = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
} as const;

/** Milliseconds after which a client whose stream ended should come back (SEP-1699). */
const RETRY = 500;

/** A response that stays open and carries server-sent events. */
export class EventStream implements EventSink {
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
    headers?: OutgoingHttpHeaders,
  ): EventStream {
    response.writeHead(200, { ...STREAM_HEADERS, ...headers });
    response.flushHeaders();
    return new EventStream(response, keepAlive);
  }

  /** Sends all that there will be at once, and so needs no stream that stays open. */
  static sendWhole(
    response: ServerResponse,
    frames: readonly string[],
    headers?: OutgoingHttpHeaders,
  ): void {
    if (response.headersSent || response.destroyed) return;
    const events = frames.map((frame) => eventOf(frame)).join('');
    const length = { 'Content-Length': Buffer.byteLength(events) };
    response.writeHead(200, { ...STREAM_HEADERS, ...length, ...headers }).end(events);
  }

  get closed(): boolean {
    return this.response.writableEnded || this.response.destroyed;
  }

  /** Resolves when the client can take more. */
  async send(frame: string, eventId?: string): Promise<void> {
    if (this.closed) return;
    this.response.write(eventOf(frame, eventId));
    await drained(this.response);
  }

  end(): void {
    clearInterval(this.timer);
    if (!this.closed) this.response.end();
  }
}

function eventOf(frame: string, eventId?: string): string {
  const id = eventId === undefined ? '' : `id: ${eventId}\n`;
  // An event without data only tells its id and, for the client's next try, how long to wait.
  return frame === ''
    ? `${id}retry: ${RETRY}\ndata: \n\n`
    : `${id}event: message\ndata: ${frame}\n\n`;
}

/** Resolves when the client can take more, or is gone. */
export async function drained(response: ServerResponse): Promise<void> {
  if (!response.writableNeedDrain) return;
  const stop = new AbortController();
  const { signal } = stop;
  await Promise.race([
    once(response, 'drain', { signal }),
    once(response, 'close', { signal }),
  ]).finally(() => stop.abort());
}

/** Writes a comment now and then until the response closes. */
export function keepAliveComments(
  response: ServerResponse,
  interval: number,
): NodeJS.Timeout | undefined {
  if (interval <= 0) return undefined;
  const comment = () => {
    // An ended response stays open until a slow client has read it; a write would be an error.
    if (!response.writableEnded) response.write(': keep-alive\n\n');
  };
  const timer = setInterval(comment, interval).unref();
  response.once('close', () => clearInterval(timer));
  return timer;
}
