import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Params } from '../../context/exchange.js';
import type { Reply } from '../../protocol/dispatcher.js';
import { notificationFrame } from '../../protocol/json-rpc.js';
import { sendJson } from '../http/answer.js';
import { EventStream } from '../http/event.stream.js';
import type { Acceptance } from './acceptance.js';

export interface PostAnswerOptions {
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
  headers: OutgoingHttpHeaders = {};
  private stream: EventStream | undefined;

  constructor(
    private readonly response: ServerResponse,
    private readonly options: PostAnswerOptions,
  ) {}

  readonly notify = async (method: string, params: Params): Promise<void> => {
    if (this.options.accepted.stream)
      await this.openStream().send(notificationFrame(method, params));
  };

  finish(replies: readonly Reply[]): void {
    const answered = replies.filter((reply) => reply.frame !== undefined);
    // All cancelled: the client gets no answer, which only a stream can express.
    if (answered.length === 0) return this.openStream().end();
    const { accepted, batch, statusFromReply } = this.options;
    if (this.stream || !accepted.json) return this.finishStream(this.openStream(), answered);
    const frames = answered.map((reply) => reply.frame).join(',');
    const status = statusFromReply ? (answered[0]?.status ?? 200) : 200;
    sendJson(this.response, status, batch ? `[${frames}]` : frames, this.headers);
  }

  private finishStream(stream: EventStream, replies: readonly Reply[]): void {
    for (const { frame } of replies) if (frame !== undefined) void stream.send(frame);
    stream.end();
  }

  private openStream(): EventStream {
    const { keepAlive } = this.options;
    return (this.stream ??= EventStream.open(this.response, keepAlive, this.headers));
  }
}
