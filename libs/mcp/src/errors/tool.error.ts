/**
 * Throw it from a handler to answer a call with a message that the model should read: the result
 * gets `isError: true` and the message as its text.
 *
 * @publicApi
 */
export class ToolError extends Error {
  override readonly name = 'ToolError';
}
