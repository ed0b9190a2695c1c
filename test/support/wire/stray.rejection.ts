import { onTestFinished } from 'vitest';

/** Applications decide what a stray rejection does to the process; here it is only noticed. */
export function nextStrayRejection(): Promise<unknown> {
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  onTestFinished(() => {
    process.removeAllListeners('unhandledRejection');
    for (const other of others) process.on('unhandledRejection', other);
  });
  return new Promise((resolve) => process.once('unhandledRejection', resolve));
}
