import type { EntrySource, Handler } from '../src/catalog/catalog.js';

/** What the explorer hands to a factory, for `Offers#<method>`. */
export function sourceOf<Options>(
  options: Options,
  handler: Handler = () => undefined,
  method = 'run',
): EntrySource<Options> {
  return { method, origin: `Offers#${method}`, options, handler };
}
