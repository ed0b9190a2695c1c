import type { AbortReason, Exchange } from '../context/exchange.js';

/** The exchange ended while its handler was still at work. */
export class ExchangeAborted extends Error {
  override readonly name = 'ExchangeAborted';

  constructor(readonly reason: AbortReason) {
    super(`The exchange was aborted: ${reason}`);
  }
}

/**
 * Waits for work until it ends, its time is up, or nobody waits for it any more. Work that goes
 * on after that is left to itself: the exchange's signal has told it.
 *
 * @param milliseconds 0 waits for ever
 * @throws ExchangeAborted
 */
export async function withDeadline<T>(
  exchange: Exchange,
  milliseconds: number,
  work: () => Promise<T>,
): Promise<T> {
  const { signal } = exchange;
  if (exchange.abortReason) throw new ExchangeAborted(exchange.abortReason);
  const timer = milliseconds > 0 && setTimeout(() => exchange.abort('timed-out'), milliseconds);
  let stopWaiting!: () => void;
  const aborted = new Promise<never>((_, reject) => {
    stopWaiting = () => reject(new ExchangeAborted(signal.reason as AbortReason));
    signal.addEventListener('abort', stopWaiting, { once: true });
  });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    if (timer) clearTimeout(timer);
    signal.removeEventListener('abort', stopWaiting);
  }
}
