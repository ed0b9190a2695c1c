import { McpError } from '../errors/mcp.error.js';
import { QuietLog } from './quiet.log.js';

/** Seconds; `Retry-After` must not send clients away for longer, or make them come back at once. */
const [SOONEST, LATEST] = [1, 600];

/**
 * Ends something that can be spared for a caller, if there is any.
 *
 * @returns whether there may be some soon, where there is none yet
 */
export type MakeRoom = (caller: string | undefined) => boolean;

/** Counts what holds resources while it is open: sessions, connections, listening streams. */
export class ConnectionLimiter {
  private readonly quiet = new QuietLog();
  private open = 0;
  private makeRoom: MakeRoom = () => false;
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

  whenFull(makeRoom: MakeRoom): void {
    this.makeRoom = makeRoom;
  }

  /**
   * @param caller who comes, where callers are told apart
   * @returns to be called when the connection ends; further calls have no effect
   * @throws McpError `TOO_MANY_CONNECTIONS`
   */
  enter(caller?: string): () => void {
    const soon = this.full && this.makeRoom(caller);
    if (this.full) {
      this.quiet.warn(
        () =>
          `All ${this.limit} connections are open (limits.connections), and none makes room: clients are refused.`,
      );
      throw this.refusal(soon);
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

  private refusal(soon: boolean): McpError {
    const retryAfter = soon ? SOONEST : this.secondsToWait();
    const message = `The limit of ${this.limit} open connections is reached; try again later.`;
    return new McpError('TOO_MANY_CONNECTIONS', message, { retryAfter });
  }

  /** All that is open is in use: how soon some of it ends can only be told from the past. */
  private secondsToWait(): number {
    const expected = Math.max(this.pace, performance.now() - this.lastLeft) / 1000;
    return Math.min(Math.max(Math.ceil(expected), SOONEST), LATEST);
  }
}
