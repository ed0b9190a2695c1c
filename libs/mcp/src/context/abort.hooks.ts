import { Logger } from '@nestjs/common';
import { toText } from '../errors/error.message.js';

/** Ends something that an aborted call left behind; a promise is waited for. */
export type AbortHook = () => unknown;

const logger = new Logger('McpModule');

/**
 * Streams, subscriptions and generators that end with a call. Most calls have none or one, which a
 * list holds for less than a signal with listeners costs.
 */
export class AbortHooks {
  private readonly hooks: AbortHook[] = [];

  add(hook: AbortHook): void {
    this.hooks.push(hook);
  }

  /** The last one that was added is found first, as sources of items are nested. */
  remove(hook: AbortHook): void {
    const index = this.hooks.lastIndexOf(hook);
    if (index !== -1) this.hooks.splice(index, 1);
  }

  run(): void {
    for (const hook of this.hooks.splice(0)) runHook(hook);
  }
}

/** Runs a hook. Its failure is only logged: it must not keep other hooks from running. */
export function runHook(hook: AbortHook): void {
  try {
    Promise.resolve(hook()).catch(report);
  } catch (error) {
    report(error);
  }
}

function report(error: unknown): void {
  logger.warn(`Cleaning up after a call failed: ${toText(error)}`);
}
