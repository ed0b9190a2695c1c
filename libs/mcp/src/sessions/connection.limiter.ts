import { McpError } from '../errors/mcp.error.js';
import { QuietLog } from './quiet.log.js';

/** Seconds; `Retry-After` must not send clients away for longer, or make them come back at once. */
const [SOONEST, LATEST] = [1, 600];

/** Counts what holds resources while it is open: sessions, connections, listening streams. */
export class ConnectionLimiter {
  private readonly quiet = new QuietLog();
  private open = 0;
  private makeRoom: () => void = () => undefined;
  /** Milliseconds of `performance.now()`. */
  private lastLeft = performance.now();
  /** Milliseconds between connections that end, weighted to the latest ones. */
  private pace = 0;

  constructor(readonly limit: number) {}

  get count(): number {
    return this.open;
  }

  get full(): boolean {
    return this.open >= this.limit;
  }

  /** @param makeRoom ends something that can be spared, if there is any */
  whenFull(makeRoom: () => void): void {
    this.makeRoom = makeRoom;
  }

  /**
   * @returns to be called when the connection ends; further calls have no effect
   * @throws McpError `TOO_MANY_CONNECTIONS`
   */
  enter(): () => void {
    if (this.full) this.makeRoom();
    if (this.full) {
      this.quiet.warn(
        () => `All ${this.limit} connections are in use (limits.connections): clients are refused.`,
      );
      throw this.refusal();
    }
    this.open++;
    let left = false;
    return () => {
      if (!left) this.leave();
      left = true;
    };
  }

  private leave(): void {
    const now = performance.now();
    const interval = now - this.lastLeft;
    this.pace = this.pace === 0 ? interval : (this.pace + interval) / 2;
    this.lastLeft = now;
    this.open--;
  }

  private refusal(): McpError {
    const message = `The limit of ${this.limit} open connections is reached; try again later.`;
    return new McpError('TOO_MANY_CONNECTIONS', message, { retryAfter: this.secondsToWait() });
  }

  /** All that is open is in use: how soon some of it ends can only be told from the past. */
  private secondsToWait(): number {
    const expected = Math.max(this.pace, performance.now() - this.lastLeft) / 1000;
    return Math.min(Math.max(Math.ceil(expected), SOONEST), LATEST);
  }
}
