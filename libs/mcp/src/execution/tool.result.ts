import type { CallToolResult } from '@modelcontextprotocol/server';
import { needsLegacyWrap } from '../catalog/output.schema.js';
import type { ToolEntry } from '../catalog/tool.entry.js';
import { andThen, type Awaitable } from '../context/awaitable.js';
import type { Exchange } from '../context/exchange.js';
import { McpError } from '../errors/mcp.error.js';
import { describeIssues } from '../schema/schema.issues.js';
import type { CompiledSchema, ValidationOutcome } from '../schema/schema.types.js';
import { isReadyResult, text, toContent, toJson } from './content.js';

/**
 * Shapes what a handler returned into the result of the call.
 *
 * @throws McpError `INVALID_OUTPUT` or `UNSERIALISABLE_RESULT`
 */
export function shapeResult(
  value: unknown,
  entry: ToolEntry,
  exchange: Exchange,
): Awaitable<CallToolResult> {
  const result = toResult(value, entry, exchange);
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

function toResult(value: unknown, entry: ToolEntry, exchange: Exchange): Awaitable<CallToolResult> {
  if (entry.output) return toStructured(value, entry, entry.output, exchange);
  if (isReadyResult(value)) return value;
  return andThen(toContent(value, exchange), (content) => ({ content }));
}

function toStructured(
  value: unknown,
  entry: ToolEntry,
  output: CompiledSchema,
  exchange: Exchange,
): Awaitable<CallToolResult> {
  const ready = isReadyResult(value);
  // An error has no structure, and what asks the client for something has none yet.
  if (ready && (value.isError || !('content' in value))) return value;
  // "Servers MUST provide structured results that conform to this schema" (2025-11-25, server/tools).
  const outcome = output.validate(ready ? value.structuredContent : value);
  return andThen(outcome, (known) => {
    const checked = accept(known, entry);
    const content = ready ? value : { content: [text(toJson(checked))] };
    return { ...content, structuredContent: inFormOfEra(checked, output, exchange) };
  });
}

function inFormOfEra(value: unknown, output: CompiledSchema, { peer }: Exchange): unknown {
  return peer.era === 'legacy' && needsLegacyWrap(output.json) ? { result: value } : value;
}

/** @throws McpError `INVALID_OUTPUT` */
function accept(outcome: ValidationOutcome, entry: ToolEntry): unknown {
  if (outcome.ok) return outcome.value;
  throw new McpError(
    'INVALID_OUTPUT',
    `${entry.origin} returned something that its output schema forbids:\n` +
      describeIssues(outcome.issues),
  );
}
