import { begin, type Awaitable } from '../context/awaitable.js';
import type { Exchange, ExchangeWatcher } from '../context/exchange.js';

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
  work: () => Awaitable<T>,
): Awaitable<T> {
  exchange.throwIfAborted();
  const begun = begin(work);
  if (begun instanceof Promise) return new Deadline<T>(exchange, milliseconds).wait(begun);
  exchange.throwIfAborted();
  return begun;
}

/** Ends the waiting. Its clock runs while the handler works, and stands still while a user thinks. */
class Deadline<T> implements ExchangeWatcher {
  private timer: NodeJS.Timeout | undefined;
  private startedAt = 0;
  private reject!: (error: unknown) => void;

  constructor(
    private readonly exchange: Exchange,
    private readonly milliseconds: number,
    private left = milliseconds,
  ) {}

  wait(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.reject = reject;
      const succeed = (value: T) => {
        this.stop();
        resolve(value);
      };
      work.then(succeed, (error: unknown) => this.abort(error));
      this.exchange.watch(this);
    });
  }

  abort(error: unknown): void {
    this.stop();
    this.reject(error);
  }

  resume(): void {
    if (this.milliseconds === 0) return;
    this.startedAt = Date.now();
    this.timer = setTimeout(expire, Math.max(this.left, 0), this.exchange);
  }

  pause(): void {
    this.left -= Date.now() - this.startedAt;
    clearTimeout(this.timer);
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.exchange.unwatch();
  }
}

function expire(exchange: Exchange): void {
  exchange.abort('timed-out');
}
