import pino from 'pino';

import { describeThrown } from '../errors/thrown.value.js';

/**
 * What the log says of an error: chosen members, because errors of libraries carry whole requests, with their
 * tokens. It never throws, whatever was thrown: frozen errors, or getters that fail.
 */
export function serializeError(error: unknown): unknown {
  try {
    const { type, message, stack, code, aggregateErrors } = pino.stdSerializers.err(error as Error);
    return { type, message, stack, code, aggregateErrors: aggregateErrors?.map(serializeError) };
  } catch {
    return { type: 'Error', message: describeThrown(error) };
  }
}
