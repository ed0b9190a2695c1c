/** A value that is there at once, or a promise of it. */
export type Awaitable<T> = T | Promise<T>;

/**
 * Goes on with a value, at once if it's there. Most steps of most calls have nothing to wait for, and
 * a promise for each of them would cost more than the steps do.
 */
export function andThen<T, R>(value: Awaitable<T>, step: (value: T) => Awaitable<R>): Awaitable<R> {
  return value instanceof Promise ? value.then(step) : step(value);
}

/** Begins work. What throws at once has failed like what rejects. */
export function begin<T>(work: () => Awaitable<T>): Awaitable<T> {
  try {
    return work();
  } catch (error) {
    return Promise.reject(error);
  }
}

/** Whether `await` would wait for a value. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

/** Makes a promise of whatever `await` would wait for. */
export function awaitable(value: unknown): Awaitable<unknown> {
  return isThenable(value) ? Promise.resolve(value) : value;
}
