import type { Exchange } from '../context/exchange.js';

/**
 * Waits for work until it ends, its time is up, or nobody waits for it any more. Work that goes
 * on after that is left to itself: the exchange's signal has told it.
 *
 * @param milliseconds 0 waits for ever; time for which the client is asked doesn't count
 * @throws CallAborted
 */
export async function withDeadline<T>(
  exchange: Exchange,
  milliseconds: number,
  work: () => Promise<T>,
): Promise<T> {
  const { signal } = exchange;
  signal.throwIfAborted();
  const clock = milliseconds > 0 ? startClock(exchange, milliseconds) : undefined;
  let stopWaiting!: () => void;
  const aborted = new Promise<never>((_, reject) => {
    stopWaiting = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stopWaiting, { once: true });
  });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    clock?.stop();
    exchange.onAsking(undefined);
    signal.removeEventListener('abort', stopWaiting);
  }
}

function startClock(exchange: Exchange, milliseconds: number): CallClock {
  const clock = new CallClock(milliseconds, () => exchange.abort('timed-out'));
  exchange.onAsking((asking) => (asking ? clock.pause() : clock.resume()));
  return clock;
}

/** Runs while the handler works, and stands still while a user thinks. */
class CallClock {
  private timer: NodeJS.Timeout | undefined;
  private startedAt = 0;

  constructor(
    private left: number,
    private readonly expire: () => void,
  ) {
    this.resume();
  }

  resume(): void {
    this.startedAt = Date.now();
    this.timer = setTimeout(this.expire, Math.max(this.left, 0));
  }

  pause(): void {
    this.left -= Date.now() - this.startedAt;
    this.stop();
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
