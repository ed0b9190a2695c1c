import { inspect, types } from 'node:util';

/** Runs no code of the value: no getters, no traps of a proxy, no inspection of its own. */
const WITHOUT_ITS_CODE = { customInspect: false, showProxy: true, getters: false, depth: 2 };

/** Names anything that can be thrown. Never throws, unlike `String(value)`. */
export function describeThrown(value: unknown): string {
  try {
    return typeof value === 'string' ? value : inspect(value, WITHOUT_ITS_CODE);
  } catch {
    return `a value that can't be shown, of type ${typeof value}`;
  }
}

/** An error that a logger can read, for a value that was thrown. */
export function toError(value: unknown): Error {
  if (types.isNativeError(value) && isReadable(value)) return value;
  const error = new Error(describeThrown(value));
  // The place of this function says nothing about who threw the value.
  delete error.stack;
  return error;
}

function isReadable(error: Error): boolean {
  try {
    return typeof error.message === 'string' && typeof error.stack === 'string';
  } catch {
    return false;
  }
}
