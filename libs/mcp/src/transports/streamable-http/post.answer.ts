import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Awaitable } from '../../context/awaitable.js';
import type { Backlog } from '../../context/backlog.js';
import type { ClientRequester, Params } from '../../context/exchange.js';
import type { Reply } from '../../protocol/dispatcher.js';
import { asking } from '../../protocol/asking.js';
import { notificationFrame } from '../../protocol/json-rpc.js';
import type { Session } from '../../sessions/session.js';
import { sendJson } from '../http/answer.js';
import { EventStream, type StreamOptions } from '../http/event.stream.js';
import { isGone, whenGone } from '../http/presence.js';
import { PacedWriter } from '../paced.writer.js';
import type { Acceptance } from './acceptance.js';

/** Where messages go once the answer is a stream. */
interface MessageStream {
  send(frame: string): Awaitable<void>;
  end(): void;
  disconnect?(): void;
  readonly full: boolean;
}

export interface PostAnswerOptions {
  /** The session whose streams can be resumed. */
  readonly session?: Session | undefined;
  readonly accepted: Acceptance;
  readonly streams: StreamOptions;
  /** Whether the outcome sets the HTTP status (2026-07-28), or all answers are 200 (2025). */
  readonly statusFromReply: boolean;
  /** A batch is answered by an array. */
  readonly batch: boolean;
}

/**
 * The answer to one POST: one JSON text, unless something has to be sent before it. Then it becomes
 * a stream, with the messages in the order in which they were sent and the reply last.
 */
export class PostAnswer implements Backlog {
  /** Sent with whichever form the answer takes. */
  headers: OutgoingHttpHeaders | undefined;
  private stream: MessageStream | undefined;
  private silence: NodeJS.Timeout | undefined;

  constructor(
    private readonly response: ServerResponse,
    private readonly options: PostAnswerOptions,
  ) {}

  readonly notify = (method: string, params?: Params): Awaitable<void> => {
    if (!this.options.accepted.stream) return;
    // It fails for what JSON can't carry: there is no stream to open then.
    const frame = notificationFrame(method, params);
    return this.openStream().send(frame);
  };

  get full(): boolean {
    return this.stream?.full === true;
  }

  leaveOut(): void {
    this.options.streams.unread.leaveOut();
  }

  /**
   * The answer takes its time. After a while of silence it becomes a stream, whose comments keep clients
   * and proxies from taking the connection for dead.
   */
  wait(): void {
    const { accepted, streams } = this.options;
    if (streams.keepAlive === 0 || !accepted.stream || isGone(this.response)) return;
    this.silence = setTimeout(() => this.openStream(), streams.keepAlive).unref();
    whenGone(this.response, () => clearTimeout(this.silence));
  }

  /** Asks the client on this request's stream; the answer comes in a POST of its own. */
  get request(): ClientRequester | undefined {
    const { accepted, session } = this.options;
    if (!accepted.stream || !session) return undefined;
    return (method, params, until) =>
      session.ask(
        asking(method, params, (frame) => this.openStream().send(frame)),
        until,
      );
  }

  /**
   * Ends the connection and lets the client fetch the rest of the answer later; undefined where it
   * can't (2025-11-25, Sending Messages; SEP-1699).
   */
  get disconnect(): (() => void) | undefined {
    const { accepted, session } = this.options;
    if (!accepted.stream || !session || !canResumeEmpty(session)) return undefined;
    return () => this.openStream().disconnect?.();
  }

  finish(replies: readonly Reply[]): void {
    clearTimeout(this.silence);
    const answered = replies.filter((reply) => reply.frame !== undefined);
    const [first] = answered;
    // All cancelled: the client gets no answer, which only a stream can express.
    if (!first) return (this.stream ?? this.openConnection()).end();
    const { accepted, batch, statusFromReply } = this.options;
    if (this.stream || !accepted.json) return this.finishStream(answered);
    if (batch) return this.sendJson({ frame: listOf(answered), status: 200 });
    this.sendJson(statusFromReply ? first : { ...first, status: 200 });
  }

  private sendJson({ frame = '', bytes, status, retryAfter }: Reply): void {
    const { response, headers } = this;
    const { unread } = this.options.streams;
    const known = retryAfter === undefined ? headers : { ...headers, 'Retry-After': retryAfter };
    const writer = frame.length > unread.bytes ? new PacedWriter(response, unread) : undefined;
    sendJson(response, status, frame, known, bytes, writer);
  }

  private finishStream(replies: readonly Reply[]): void {
    const frames = replies.map(({ frame = '' }) => frame);
    const { response, headers, options } = this;
    if (!this.stream && !options.session) {
      return EventStream.sendWhole(response, frames, options.streams.unread, headers);
    }
    void sendAndEnd(this.openStream(), frames);
  }

  private openStream(): MessageStream {
    clearTimeout(this.silence);
    return (this.stream ??= this.connect());
  }

  private connect(): MessageStream {
    const { session } = this.options;
    const connection = this.openConnection();
    if (!session) return connection;
    const stream = session.openStream();
    stream.attach(connection);
    whenGone(this.response, () => stream.detach(connection));
    if (canResumeEmpty(session)) void stream.send('');
    return {
      send: (frame) => stream.send(frame),
      end: () => session.closeStream(stream),
      disconnect: () => stream.disconnect(),
      get full() {
        return stream.full;
      },
    };
  }

  private openConnection(): EventStream {
    return EventStream.open(this.response, this.options.streams, this.headers);
  }
}

function listOf(replies: readonly Reply[]): string {
  return `[${replies.map(({ frame }) => frame).join(',')}]`;
}

/** One after the other as the client takes them: those of a batch could pile up. */
async function sendAndEnd(stream: MessageStream, frames: readonly string[]): Promise<void> {
  const last = frames.length - 1;
  for (const [index, frame] of frames.entries()) {
    const taken = stream.send(frame);
    if (index < last) await taken;
  }
  stream.end();
}

/** Older clients take an event without data for a broken message (2025-11-25 has priming events). */
function canResumeEmpty({ peer }: Session): boolean {
  return peer.protocolVersion >= '2025-11-25';
}
