import { awaitable, type Awaitable } from '../context/awaitable.js';

/**
 * What work comes to, if it does in time.
 *
 * @param milliseconds only work that `await` would wait for is given any
 * @param onLate is called when the time is up
 * @throws Error when the time is up
 */
export async function within<T>(
  milliseconds: number,
  work: Awaitable<T>,
  onLate?: () => void,
): Promise<T> {
  // What is only like a promise, such as a query of a database, would be begun anew by each `then`.
  const pending = awaitable(work) as Awaitable<T>;
  if (!(pending instanceof Promise)) return pending;
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      onLate?.();
      reject(new Error(`There was no answer within ${milliseconds} ms.`));
    }, milliseconds);
  });
  return Promise.race([pending, expired]).finally(() => clearTimeout(timer));
}
