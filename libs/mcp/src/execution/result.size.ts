import type { ContentBlock } from '@modelcontextprotocol/server';
import type { Exchange } from '../context/exchange.js';
import { requestName } from '../context/request.name.js';
import { McpError } from '../errors/mcp.error.js';

/** Bytes of JSON around the text of a block: many empty blocks are large, too. */
const FRAME = 26;

/** UTF-8 needs at most so many bytes for a UTF-16 unit. */
const MOST_BYTES_PER_UNIT = 3;

/** The bytes of a JSON text if they are more than the limit; counted only where they might be. */
export function excessOf(json: string, limit: number): number | undefined {
  if (json.length * MOST_BYTES_PER_UNIT <= limit) return undefined;
  const bytes = Buffer.byteLength(json);
  return bytes > limit ? bytes : undefined;
}

/** The least bytes that a block takes, without looking at its characters. */
export function sizeOfBlock(block: ContentBlock): number {
  if (block.type === 'text') return FRAME + block.text.length;
  if (block.type === 'image' || block.type === 'audio') return FRAME + block.data.length;
  if (block.type === 'resource_link') return FRAME + block.uri.length + block.name.length;
  const { resource } = block;
  return FRAME + ('text' in resource ? resource.text : resource.blob).length;
}

/** @param bytes what is known of its size */
export function resultTooLarge(exchange: Exchange, bytes: number, limit: number): McpError {
  return new McpError(
    'RESULT_TOO_LARGE',
    `The result of ${requestName(exchange)} is too large: at least ${bytes} bytes, ` +
      `and limits.resultBytes allows ${limit}. Ask for less, or for a part.`,
  );
}
