import type { ValidationOutcome } from './schema.types.js';

const TOO_DEEP: ValidationOutcome = {
  ok: false,
  issues: [{ path: '', message: 'is nested too deeply' }],
};

/**
 * Validators of recursive schemas are recursive functions. A value that exhausts their stack is an
 * invalid value, not a failure of the server.
 */
export function guardDepth(
  validate: () => ValidationOutcome | Promise<ValidationOutcome>,
): ValidationOutcome | Promise<ValidationOutcome> {
  try {
    const outcome = validate();
    return outcome instanceof Promise ? outcome.catch(toOutcome) : outcome;
  } catch (error) {
    return toOutcome(error);
  }
}

function toOutcome(error: unknown): ValidationOutcome {
  if (error instanceof RangeError && error.message.includes('call stack')) return TOO_DEEP;
  throw error;
}
