import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { ClientRequester, Params } from '../../context/exchange.js';
import type { Reply } from '../../protocol/dispatcher.js';
import { asking } from '../../protocol/asking.js';
import { notificationFrame } from '../../protocol/json-rpc.js';
import type { Session } from '../../sessions/session.js';
import { sendJson } from '../http/answer.js';
import { EventStream } from '../http/event.stream.js';
import type { Acceptance } from './acceptance.js';

/** Where messages go once the answer is a stream. */
interface MessageStream {
  send(frame: string): Promise<void>;
  end(): void;
  disconnect?(): void;
}

export interface PostAnswerOptions {
  /** The session whose streams can be resumed. */
  readonly session?: Session | undefined;
  readonly accepted: Acceptance;
  /** Milliseconds between keep-alive comments of a stream. */
  readonly keepAlive: number;
  /** Whether the outcome sets the HTTP status (2026-07-28), or all answers are 200 (2025). */
  readonly statusFromReply: boolean;
  /** A batch is answered by an array. */
  readonly batch: boolean;
}

/**
 * The answer to one POST: one JSON text, unless something has to be sent before it. Then it becomes
 * a stream, with the messages in the order in which they were sent and the reply last.
 */
export class PostAnswer {
  /** Sent with whichever form the answer takes. */
  headers: OutgoingHttpHeaders | undefined;
  private stream: MessageStream | undefined;

  constructor(
    private readonly response: ServerResponse,
    private readonly options: PostAnswerOptions,
  ) {}

  readonly notify = async (method: string, params: Params): Promise<void> => {
    if (this.options.accepted.stream)
      await this.openStream().send(notificationFrame(method, params));
  };

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
    const answered = replies.filter((reply) => reply.frame !== undefined);
    const [first] = answered;
    // All cancelled: the client gets no answer, which only a stream can express.
    if (!first) return (this.stream ?? this.openConnection()).end();
    const { accepted, batch, statusFromReply } = this.options;
    if (this.stream || !accepted.json) return this.finishStream(answered);
    const { response, headers } = this;
    if (batch) {
      return sendJson(response, 200, `[${answered.map(({ frame }) => frame).join(',')}]`, headers);
    }
    const { frame = '', bytes, status } = first;
    sendJson(response, statusFromReply ? status : 200, frame, headers, bytes);
  }

  private finishStream(replies: readonly Reply[]): void {
    const frames = replies.map(({ frame = '' }) => frame);
    const { response, headers, options } = this;
    if (!this.stream && !options.session) return EventStream.sendWhole(response, frames, headers);
    const stream = this.openStream();
    for (const frame of frames) void stream.send(frame);
    stream.end();
  }

  private openStream(): MessageStream {
    return (this.stream ??= this.connect());
  }

  private connect(): MessageStream {
    const { session } = this.options;
    const connection = this.openConnection();
    if (!session) return connection;
    const stream = session.openStream();
    stream.attach(connection);
    this.response.once('close', () => stream.detach(connection));
    if (canResumeEmpty(session)) void stream.send('');
    return {
      send: (frame) => stream.send(frame),
      end: () => session.closeStream(stream),
      disconnect: () => stream.disconnect(),
    };
  }

  private openConnection(): EventStream {
    return EventStream.open(this.response, this.options.keepAlive, this.headers);
  }
}

/** Older clients take an event without data for a broken message (2025-11-25 has priming events). */
function canResumeEmpty({ peer }: Session): boolean {
  return peer.protocolVersion >= '2025-11-25';
}
