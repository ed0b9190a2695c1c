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
