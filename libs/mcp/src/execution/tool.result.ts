import type { CallToolResult } from '@modelcontextprotocol/server';
import type { ToolEntry } from '../catalog/tool.entry.js';
import { andThen, type Awaitable } from '../context/awaitable.js';
import type { Exchange } from '../context/exchange.js';
import { isObjectOrNone } from './content.block.js';
import { text, toContent, toJson } from './content.js';
import { isReadyResult, withoutStructure } from './ready.result.js';
import { toStructured } from './structured.result.js';

/**
 * Shapes what a handler returned into the result of the call.
 *
 * @param limit bytes of all that is read or collected
 * @throws McpError `INVALID_OUTPUT`, `UNSERIALISABLE_RESULT` or `RESULT_TOO_LARGE`
 */
export function shapeResult(
  value: unknown,
  entry: ToolEntry,
  exchange: Exchange,
  limit: number,
): Awaitable<CallToolResult> {
  const result = toResult(value, entry, exchange, limit);
  if (entry.page === undefined) return result;
  return andThen(result, (shaped) => withText(shaped, entry));
}

/** "Tools MUST return meaningful content array even when UI is available" (SEP-1865). */
function withText(result: CallToolResult, { key, definition }: ToolEntry): CallToolResult {
  // What asks the client for something has no content yet.
  if (!('content' in result) || result.content.some(({ type }) => type === 'text')) return result;
  const { content, structuredContent } = result;
  const words =
    structuredContent === undefined ? (definition.modern.title ?? key) : toJson(structuredContent);
  return { ...result, content: [...content, text(words)] };
}

function toResult(
  value: unknown,
  entry: ToolEntry,
  exchange: Exchange,
  limit: number,
): Awaitable<CallToolResult> {
  if (entry.output) return toStructured(value, entry, entry.output, exchange);
  if (isReadyResult(value)) return readableBy(exchange, value);
  return andThen(toContent(value, exchange, limit), (content) => ({ content }));
}

/** Until 2025-11-25 a structure is an object (schema, CallToolResult), and clients refuse any other. */
function readableBy({ peer }: Exchange, result: CallToolResult): CallToolResult {
  const readable = peer.era === 'modern' || isObjectOrNone(result.structuredContent);
  return readable ? result : withoutStructure(result);
}
