import type { Exchange } from '../context/exchange.js';

/**
 * Waits for work until it ends, its time is up, or nobody waits for it any more. Work that goes
 * on after that is left to itself: the exchange's signal has told it.
 *
 * @param milliseconds 0 waits for ever; time for which the client is asked doesn't count
 * @throws CallAborted
 */
export function withDeadline<T>(
  exchange: Exchange,
  milliseconds: number,
  work: () => Promise<T>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const watch = new Watch(exchange, reject);
    if (milliseconds > 0) watch.start(milliseconds);
    const succeed = (value: T) => {
      watch.stop();
      resolve(value);
    };
    const fail = (error: unknown) => {
      watch.stop();
      reject(error);
    };
    begin(work).then(succeed, fail);
  });
}

/** What throws at once has failed like what rejects. */
function begin<T>(work: () => Promise<T>): Promise<T> {
  try {
    return work();
  } catch (error) {
    return Promise.reject(error);
  }
}

/** Ends the waiting. Its clock runs while the handler works, and stands still while a user thinks. */
class Watch {
  private timer: NodeJS.Timeout | undefined;
  private left = 0;
  private startedAt = 0;

  /** @throws CallAborted if the exchange ended before */
  constructor(
    private readonly exchange: Exchange,
    end: (error: Error) => void,
  ) {
    exchange.onAbort((error) => {
      this.stop();
      end(error);
    });
  }

  start(milliseconds: number): void {
    this.left = milliseconds;
    this.exchange.onAsking((asking) => (asking ? this.pause() : this.resume()));
    this.resume();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.exchange.onAsking(undefined);
    this.exchange.onAbort(undefined);
  }

  private resume(): void {
    this.startedAt = Date.now();
    this.timer = setTimeout(expire, Math.max(this.left, 0), this.exchange);
  }

  private pause(): void {
    this.left -= Date.now() - this.startedAt;
    clearTimeout(this.timer);
  }
}

function expire(exchange: Exchange): void {
  exchange.abort('timed-out');
}
