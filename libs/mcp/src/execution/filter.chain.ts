import { IntrinsicException, Logger, type ArgumentsHost } from '@nestjs/common';
import type { Awaitable } from '../context/awaitable.js';
import type { McpContext } from '../context/mcp.context.js';
import { SilentResponse } from '../context/silent.response.js';
import { isHttpException, stackOf, toText } from '../errors/error.message.js';
import { isProtocolError } from '../errors/protocol.error.js';
import { isToolError } from '../errors/tool.error.js';
import { CallSuspended } from './interaction/replay.interaction.js';
import { lastValue } from './last.value.js';

/** The filters of a method. */
export interface Filters {
  /** @returns undefined or null if none of them has an answer to the error */
  invokeCustomFilters(error: unknown, host: ArgumentsHost): unknown;
}

const logger = new Logger('McpModule');

/**
 * Lets filters answer an error. Global filters are often written for HTTP and fail here, as there is no
 * response to write to: the error itself is then answered, as if there were no filter.
 *
 * @param origin `Class#method`
 * @throws what a filter threw to be read, or the error
 */
export function answerOfFilters(
  filters: Filters,
  error: unknown,
  host: ArgumentsHost,
  origin: string,
): Awaitable<unknown> {
  // The call waits for its client: that is no error, and monitoring must not count it.
  if (error instanceof CallSuspended) throw error;
  const fail = (thrown: unknown): never => {
    if (thrown === error || isMeant(thrown)) throw thrown;
    report(origin, error, thrown);
    throw error;
  };
  let answer: Awaitable<unknown>;
  try {
    const given = filters.invokeCustomFilters(error, host);
    answer = lastValue(given, host.getArgByIndex<McpContext>(0));
  } catch (thrown) {
    return fail(thrown);
  }
  const decide = (known: unknown): unknown => {
    if (isAnswer(known)) return known;
    throw error;
  };
  return answer instanceof Promise ? answer.then(decide, fail) : decide(answer);
}

/** Nest 12.0 says null for none. A filter that answered over HTTP has said nothing here. */
function isAnswer(given: unknown): boolean {
  return given !== undefined && given !== null && !(given instanceof SilentResponse);
}

/** Whether a filter threw an answer rather than that it failed. */
function isMeant(thrown: unknown): boolean {
  if (thrown instanceof IntrinsicException) return true;
  return isToolError(thrown) || isHttpException(thrown) || isProtocolError(thrown);
}

function report(origin: string, error: unknown, thrown: unknown): void {
  logger.error(
    `An exception filter of ${origin} failed: ${toText(thrown)}. The error that it was given is ` +
      `answered instead: ${toText(error)}. A filter for HTTP lets other errors pass with ` +
      `if (host.getType() !== 'http') throw error;`,
    [stackOf(error), stackOf(thrown)].filter(Boolean).join('\n'),
  );
}
