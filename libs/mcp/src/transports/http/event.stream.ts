import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Awaitable } from '../../context/awaitable.js';
import type { Backlog } from '../../context/backlog.js';
import type { StoredEvent } from '../../sessions/event.store.js';
import type { EventSink } from '../../sessions/resumable.stream.js';
import type { UnreadLimit } from '../../sessions/unread.limit.js';
import { oneLine } from '../one.line.js';
import { PacedWriter } from '../paced.writer.js';
import { isGone, whenGone } from './presence.js';

/** Proxies buffer and cut silent streams: these headers and a comment now and then prevent it. */
export const STREAM_HEADERS = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
} as const;

/** Milliseconds after which a client whose stream ended should come back (SEP-1699). */
const RETRY = 500;

export interface StreamOptions {
  /** Milliseconds between keep-alive comments; 0 for none. */
  readonly keepAlive: number;
  readonly unread: UnreadLimit;
}

/** A response that stays open and carries server-sent events. */
export class EventStream implements EventSink, Backlog {
  private readonly writer: PacedWriter;
  private readonly timer: NodeJS.Timeout | undefined;

  /** @param response one whose head is written */
  constructor(
    private readonly response: ServerResponse,
    { keepAlive, unread }: StreamOptions,
  ) {
    this.writer = new PacedWriter(response, unread);
    whenGone(response, () => this.writer.abandon());
    this.timer = this.comment(keepAlive);
  }

  static open(
    response: ServerResponse,
    options: StreamOptions,
    headers?: OutgoingHttpHeaders,
  ): EventStream {
    response.writeHead(200, { ...STREAM_HEADERS, ...headers });
    response.flushHeaders();
    return new EventStream(response, options);
  }

  /** Sends all that there will be at once, and so needs no stream that stays open. */
  static sendWhole(
    response: ServerResponse,
    frames: readonly string[],
    unread: UnreadLimit,
    headers?: OutgoingHttpHeaders,
  ): void {
    if (response.headersSent || isGone(response)) return;
    const events = frames.map((frame) => eventOf(frame)).join('');
    const length = { 'Content-Length': Buffer.byteLength(events) };
    response.writeHead(200, { ...STREAM_HEADERS, ...length, ...headers });
    new PacedWriter(response, unread).end(events);
  }

  get closed(): boolean {
    return this.writer.closed;
  }

  get full(): boolean {
    return this.writer.full;
  }

  leaveOut(): void {
    this.writer.leaveOut();
  }

  send(frame: string, eventId?: string): Awaitable<void> {
    return this.writer.send(eventOf(frame, eventId));
  }

  sendAll(events: readonly StoredEvent[]): Awaitable<void> {
    return this.writer.send(events.map(({ id, frame }) => eventOf(frame, id)).join(''));
  }

  drained(): Awaitable<void> {
    return this.writer.drained();
  }

  end(): void {
    clearInterval(this.timer);
    this.writer.end();
  }

  /** Writes a comment now and then until the response closes. */
  private comment(interval: number): NodeJS.Timeout | undefined {
    if (interval <= 0) return undefined;
    // A client that has something to read needs no comment.
    const comment = () => void (this.writer.busy || this.writer.send(': keep-alive\n\n'));
    const timer = setInterval(comment, interval).unref();
    whenGone(this.response, () => clearInterval(timer));
    return timer;
  }
}

/** One event of a stream. */
export function eventOf(frame: string, eventId?: string): string {
  const id = eventId === undefined ? '' : `id: ${eventId}\n`;
  // An event without data only tells its id and, for the client's next try, how long to wait.
  return frame === ''
    ? `${id}retry: ${RETRY}\ndata: \n\n`
    : `${id}event: message\ndata: ${oneLine(frame)}\n\n`;
}
