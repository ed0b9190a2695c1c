import { McpError } from '../errors/mcp.error.js';

/** One client's subscriptions cost memory until it goes: this many are enough for anyone. */
const MOST_SUBSCRIPTIONS = 1000;
/** Characters. */
const LONGEST_URI = 2048;

/**
 * @param uris all that are new
 * @throws McpError `TOO_MANY_SUBSCRIPTIONS` or `INVALID_PARAMS`
 */
export function checkSubscriptions(uris: readonly string[], known = 0): void {
  if (uris.some((uri) => uri.length > LONGEST_URI)) {
    const problem = `a URI to subscribe to has ${LONGEST_URI} characters at most`;
    throw new McpError('INVALID_PARAMS', `Invalid params: ${problem}`);
  }
  if (known + uris.length <= MOST_SUBSCRIPTIONS) return;
  const problem = `No more than ${MOST_SUBSCRIPTIONS} subscriptions are possible.`;
  throw new McpError('TOO_MANY_SUBSCRIPTIONS', problem);
}
