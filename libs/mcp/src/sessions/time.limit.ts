/**
 * What work comes to, if it does in time.
 *
 * @param milliseconds only a promise is given any
 * @param onLate is called when the time is up
 * @throws Error when the time is up
 */
export async function within<T>(
  milliseconds: number,
  work: T | Promise<T>,
  onLate?: () => void,
): Promise<T> {
  if (!(work instanceof Promise)) return work;
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      onLate?.();
      reject(new Error(`There was no answer within ${milliseconds} ms.`));
    }, milliseconds);
  });
  return Promise.race([work, expired]).finally(() => clearTimeout(timer));
}
