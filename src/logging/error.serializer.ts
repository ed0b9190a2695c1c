import pino from 'pino';

import { describeThrown } from '../errors/thrown.value.js';

/**
 * What the log says of an error: chosen members, because errors of libraries carry whole requests, with their
 * tokens. It never throws, whatever was thrown: frozen errors, or getters that fail.
 */
export function serializeError(error: unknown): unknown {
  try {
    const members: Record<string, unknown> = pino.stdSerializers.err(error as Error);
    const { type, message, stack, code, aggregateErrors } = members;
    const others = Array.isArray(aggregateErrors) ? aggregateErrors.map(serializeError) : undefined;
    return { type, message, stack, code, aggregateErrors: others };
  } catch {
    return { type: 'Error', message: describeThrown(error) };
  }
}
