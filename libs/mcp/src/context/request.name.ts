import type { Params } from './exchange.js';

/** Characters of a name or address that messages repeat. */
const LONGEST = 200;

/** A request as messages and logs name it: `tools/call "find_order"`. */
export function requestName({ method, params }: { method: string; params: Params }): string {
  const target = params['name'] ?? params['uri'];
  // Quoted as JSON, which has no line breaks: the client wrote it.
  return typeof target === 'string'
    ? `${method} ${JSON.stringify(target.slice(0, LONGEST))}`
    : method;
}
