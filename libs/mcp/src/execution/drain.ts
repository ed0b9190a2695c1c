import { setImmediate } from 'node:timers/promises';
import { runHook } from '../context/abort.hooks.js';
import { isThenable } from '../context/awaitable.js';
import type { Exchange } from '../context/exchange.js';
import type { ItemSource } from './item.source.js';

/** Milliseconds after which other calls, and the clock of this one, get a turn. */
const TURN = 10;

/** When the event loop turned last. Sources may be nested, and each new one must not have a turn of its own. */
let turnedAt = 0;

/**
 * Takes all items of a source. It stops the source when nobody waits for the answer any more, also
 * while the source waits itself, and when an item can't be taken. A source that never waits would keep
 * the event loop from turning, and then no time-out could end it.
 *
 * @throws CallAborted
 */
export async function drain(
  source: ItemSource,
  exchange: Exchange,
  take: (item: unknown) => unknown,
): Promise<void> {
  const stop = () => source.stop();
  exchange.onAbort(stop);
  try {
    for (;;) {
      exchange.throwIfAborted();
      const { done, value } = (await source.next()) as { done?: boolean; value: unknown };
      if (done) return;
      await takeOne(isThenable(value) ? await value : value, take, stop);
      if (performance.now() - turnedAt < TURN) continue;
      await setImmediate();
      turnedAt = performance.now();
    }
  } finally {
    exchange.offAbort(stop);
  }
}

async function takeOne(
  item: unknown,
  take: (item: unknown) => unknown,
  stop: () => unknown,
): Promise<void> {
  try {
    await take(item);
  } catch (error) {
    // Not awaited: the answer doesn't depend on how the source cleans up.
    runHook(stop);
    throw error;
  }
}
