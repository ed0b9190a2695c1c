import type { Exchange } from '../context/exchange.js';
import { toJson } from './content.js';
import { drain } from './drain.js';
import type { ItemSource } from './item.source.js';
import { resultTooLarge } from './result.size.js';

/**
 * All items of a source, where they are no content of their own.
 *
 * @throws McpError `RESULT_TOO_LARGE`
 */
export async function itemsOf(
  source: ItemSource,
  exchange: Exchange,
  limit: number,
): Promise<unknown[]> {
  const items: unknown[] = [];
  let size = 0;
  await drain(source, exchange, (item) => {
    size += sizeOf(item);
    if (size > limit) throw resultTooLarge(exchange, size, limit);
    items.push(item);
  });
  return items;
}

/** With a comma, so that empty items count. */
function sizeOf(item: unknown): number {
  if (item instanceof Uint8Array) return 1 + item.byteLength;
  return 1 + (typeof item === 'string' ? item : toJson(item)).length;
}
