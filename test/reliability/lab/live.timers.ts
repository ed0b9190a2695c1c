import { createHook } from 'node:async_hooks';

const live = new Set<number>();

/** Counts timers from now on. `process.getActiveResourcesInfo()` leaves out those that are unreferenced. */
export function countTimers(): () => number {
  createHook({
    init: (id, type) => {
      if (type === 'Timeout') live.add(id);
    },
    destroy: (id) => live.delete(id),
  }).enable();
  return () => live.size;
}
