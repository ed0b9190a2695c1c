import { Logger } from '@nestjs/common';
import { QuietLog } from './quiet.log.js';

/** Bytes that a message takes while it waits, besides its text: promises, and whoever awaits them. */
const OVERHEAD = 512;

/** What a message that waits costs: many small ones would else take far more than their text. */
export function weightOf(text: string): number {
  return text.length + OVERHEAD;
}

/**
 * How much a client may leave unread, and what came of clients that left more: a client that does
 * not read must not fill the memory of the server.
 */
export class UnreadLimit {
  private readonly logger = new Logger('McpModule');
  private ended = 0;
  private leftOut = 0;
  private readonly quiet = new QuietLog();

  constructor(
    /** Bytes that may wait behind the message that is being sent. */
    readonly bytes: number,
    /** Milliseconds in which a client that left more must take something. */
    readonly patience: number,
  ) {}

  /** Connections that ended because their client stopped reading. */
  get stalled(): number {
    return this.ended;
  }

  endStalled(waiting: number): void {
    this.ended++;
    this.logger.warn(
      `A connection was ended: its client took nothing for ${this.patience} ms while ${waiting} ` +
        `bytes waited (limits.unsentTimeout; limits.unsentBytes is ${this.bytes}).`,
    );
  }

  leaveOut(): void {
    this.leftOut++;
    this.quiet.warn(
      () =>
        `Progress and log messages are left out where a client reads too slowly and the handler does ` +
        `not await them; ${this.leftOut} so far.`,
    );
  }
}
