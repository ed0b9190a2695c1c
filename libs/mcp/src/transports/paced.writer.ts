import type { Writable } from 'node:stream';
import type { Awaitable } from '../context/awaitable.js';
import type { Backlog } from '../context/backlog.js';
import { weightOf, type UnreadLimit } from '../sessions/unread.limit.js';

/** Bytes written at once: with larger ones a slow client could not be told from one that stopped. */
const PART = 64 * 1024;

/**
 * Writes to one client as fast as it reads. What it can't take yet waits here, in order. A client that
 * leaves more than its limit and takes nothing of it loses its connection.
 */
export class PacedWriter implements Backlog {
  private waiting: string[] = [];
  private next = 0;
  /** Weight of what waits behind the text that is being written. */
  private behind = 0;
  /** What is left of a long text. */
  private rest: Buffer | undefined;
  private ending = false;
  private watched = false;
  private idle: Promise<void> | undefined;
  private becomeIdle: (() => void) | undefined;
  private patience: NodeJS.Timeout | undefined;

  constructor(
    private readonly target: Writable,
    private readonly limit: UnreadLimit,
    /** Whether a text may be written in parts. */
    private readonly divides = true,
  ) {}

  get closed(): boolean {
    return this.ending || this.target.writableEnded || this.target.destroyed;
  }

  /** Whether the client has to take something before more is written. */
  get busy(): boolean {
    return this.rest !== undefined || this.target.writableNeedDrain;
  }

  /** Whether more waits than the client may leave unread. */
  get full(): boolean {
    return this.behind > this.limit.bytes;
  }

  leaveOut(): void {
    this.limit.leaveOut();
  }

  /** @returns a promise that resolves when nothing waits any more, if something does */
  send(text: string): Awaitable<void> {
    if (this.closed) return;
    if (this.busy) this.keep(text);
    else this.write(text);
    if (this.busy) return this.drained();
  }

  /** Ends the stream after all that was sent. */
  end(text?: string): void {
    if (this.closed) return;
    if (!this.busy && (text === undefined || !this.isLong(text))) {
      this.target.end(text);
      return;
    }
    if (text !== undefined) void this.send(text);
    this.ending = true;
    if (this.busy) this.hurry();
    else this.target.end();
  }

  /** A promise of the moment at which nothing waits any more, or the client is gone. */
  drained(): Awaitable<void> {
    if (!this.busy || this.target.destroyed) return;
    this.watch();
    return (this.idle ??= new Promise((resolve) => (this.becomeIdle = resolve)));
  }

  private keep(text: string): void {
    this.waiting.push(text);
    this.behind += weightOf(text);
    this.watch();
    if (this.full) this.hurry();
  }

  private write(text: string): void {
    if (!this.isLong(text)) {
      this.target.write(text);
      return;
    }
    this.rest = Buffer.from(text);
    this.writeParts();
  }

  private isLong(text: string): boolean {
    return this.divides && text.length > PART;
  }

  private writeParts(): void {
    while (this.rest && !this.target.writableNeedDrain) {
      const part = this.rest.subarray(0, PART);
      this.rest = this.rest.length > PART ? this.rest.subarray(PART) : undefined;
      this.target.write(part);
    }
    if (this.rest) this.watch();
  }

  /** One pair of listeners, however many senders wait. */
  private watch(): void {
    if (this.watched) return;
    this.watched = true;
    this.target.on('drain', this.resume).once('close', () => this.release());
  }

  private readonly resume = (): void => {
    this.writeParts();
    while (!this.busy && this.next < this.waiting.length) {
      const text = this.waiting[this.next++] as string;
      this.behind -= weightOf(text);
      this.write(text);
    }
    if (this.next === this.waiting.length) this.forget();
    if (!this.busy) return this.finish();
    if (this.full || this.ending) this.patience?.refresh();
    else this.relax();
  };

  private finish(): void {
    this.relax();
    if (this.ending) this.target.end();
    this.settle();
  }

  /** The client must take something soon. */
  private hurry(): void {
    this.watch();
    this.patience ??= setTimeout(() => this.giveUp(), this.limit.patience).unref();
  }

  private relax(): void {
    clearTimeout(this.patience);
    this.patience = undefined;
  }

  /** The client is gone: nothing is sent any more, and nobody waits. */
  abandon(): void {
    this.ending = true;
    this.release();
  }

  private giveUp(): void {
    if (isQueued(this.target)) {
      this.patience?.refresh();
      return;
    }
    this.limit.endStalled(this.behind + (this.rest?.length ?? this.target.writableLength));
    this.target.destroy();
    this.release();
  }

  private release(): void {
    this.relax();
    this.forget();
    this.rest = undefined;
    this.settle();
  }

  private forget(): void {
    this.waiting = [];
    this.next = 0;
    this.behind = 0;
  }

  private settle(): void {
    this.becomeIdle?.();
    this.idle = undefined;
    this.becomeIdle = undefined;
  }
}

/** Whether it waits for answers to requests before its own, which its client can't hurry. */
function isQueued(target: Writable): boolean {
  return (target as { socket?: unknown }).socket === null;
}
