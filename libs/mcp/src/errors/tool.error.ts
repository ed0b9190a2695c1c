import { IntrinsicException } from '@nestjs/common';

/**
 * Throw it from a handler to answer a call with a message that the model should read: the result
 * gets `isError: true` and the message as its text.
 *
 * @publicApi
 */
export class ToolError extends IntrinsicException {
  override readonly name = 'ToolError';
}

/** Also by its name: a package with its own copy of nest-mcp throws another class. */
export function isToolError(error: unknown): error is ToolError {
  if (error instanceof ToolError) return true;
  return error instanceof Error && error.name === 'ToolError';
}
