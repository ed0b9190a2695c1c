import { McpError } from '../errors/mcp.error.js';

/** One client's subscriptions cost memory until it goes: this many are enough for anyone. */
const MOST_SUBSCRIPTIONS = 1000;

/** @throws McpError `TOO_MANY_SUBSCRIPTIONS` */
export function checkSubscriptions(count: number): void {
  if (count <= MOST_SUBSCRIPTIONS) return;
  const problem = `No more than ${MOST_SUBSCRIPTIONS} subscriptions are possible.`;
  throw new McpError('TOO_MANY_SUBSCRIPTIONS', problem);
}
