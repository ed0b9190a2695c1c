import type { ContentBlock } from '@modelcontextprotocol/server';
import { andThen, type Awaitable } from '../context/awaitable.js';
import type { Exchange } from '../context/exchange.js';
import { messageOf } from '../errors/error.message.js';
import { McpError } from '../errors/mcp.error.js';
import { bytesOf, media } from './binary.js';
import { isBlock } from './content.block.js';
import { drain } from './drain.js';
import { sourceOf, type ItemSource } from './item.source.js';
import { resultTooLarge, sizeOfBlock } from './result.size.js';

/**
 * Turns what a handler returned into content: blocks stay as they are, bytes become media, iterators
 * and streams become the content of all they give, and anything else its JSON text.
 *
 * @param limit bytes of all that is read or collected
 * @throws McpError `UNSERIALISABLE_RESULT` or `RESULT_TOO_LARGE`
 */
export function toContent(
  value: unknown,
  exchange: Exchange,
  limit: number,
): Awaitable<ContentBlock[]> {
  if (value === undefined || value === null) return [];
  if (typeof value === 'string') return [text(value)];
  if (isBlock(value)) return [value];
  if (Array.isArray(value)) return isBlocks(value) ? value : [text(toJson(value))];
  const binary = bytesOf(value, exchange, limit);
  if (binary) return andThen(binary, (bytes) => [media(bytes)]);
  const source = sourceOf(value);
  return source ? new Collection(exchange, limit).of(source) : [text(toJson(value))];
}

/** Levels of sources that give sources. */
const DEEPEST = 64;

/** The content of a source, as long as it isn't too large. */
class Collection {
  private readonly content: ContentBlock[] = [];
  private size = 0;

  constructor(
    private readonly exchange: Exchange,
    private readonly limit: number,
  ) {}

  async of(source: ItemSource): Promise<ContentBlock[]> {
    await this.take(source);
    return this.content;
  }

  private take(source: ItemSource, depth = 1): Promise<void> {
    if (depth > DEEPEST) {
      const problem = `Generators are nested deeper than ${DEEPEST} levels.`;
      throw new McpError('UNSERIALISABLE_RESULT', problem);
    }
    return drain(source, this.exchange, (item) => {
      const inner = isBlock(item) ? undefined : sourceOf(item);
      if (inner) return this.take(inner, depth + 1);
      return andThen(toContent(item, this.exchange, this.limit), (blocks) => this.add(blocks));
    });
  }

  private add(blocks: readonly ContentBlock[]): void {
    for (const block of blocks) {
      this.size += sizeOfBlock(block);
      if (this.size > this.limit) throw resultTooLarge(this.exchange, this.size, this.limit);
      this.content.push(block);
    }
  }
}

export function text(value: string): ContentBlock {
  return { type: 'text', text: value };
}

/** @throws McpError `UNSERIALISABLE_RESULT`, for instance for a cycle or a BigInt */
export function toJson(value: unknown): string {
  try {
    // JSON.stringify gives undefined for a function or a symbol, which its type doesn't tell.
    const json: string | undefined = JSON.stringify(value);
    return json ?? 'null';
  } catch (cause) {
    const message = `The result is something that JSON cannot carry: ${messageOf(cause)}`;
    throw new McpError('UNSERIALISABLE_RESULT', message, { cause });
  }
}

function isBlocks(values: readonly unknown[]): values is ContentBlock[] {
  return values.length > 0 && values.every(isBlock);
}
