import type { CallToolResult } from '@modelcontextprotocol/server';
import { needsLegacyWrap } from '../catalog/output.schema.js';
import type { ToolEntry } from '../catalog/tool.entry.js';
import type { Exchange } from '../context/exchange.js';
import { McpError } from '../errors/mcp.error.js';
import { describeIssues } from '../schema/schema.issues.js';
import type { CompiledSchema } from '../schema/schema.types.js';
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
): CallToolResult | Promise<CallToolResult> {
  const result = toResult(value, entry, exchange);
  if (entry.page === undefined) return result;
  return Promise.resolve(result).then((shaped) => withText(shaped, entry));
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
): CallToolResult | Promise<CallToolResult> {
  if (entry.output) return toStructured(value, entry, entry.output, exchange);
  if (isReadyResult(value)) return value;
  const content = toContent(value, exchange);
  return content instanceof Promise ? content.then((late) => ({ content: late })) : { content };
}

async function toStructured(
  value: unknown,
  entry: ToolEntry,
  output: CompiledSchema,
  exchange: Exchange,
): Promise<CallToolResult> {
  const ready = isReadyResult(value);
  // An error has no structure, and what asks the client for something has none yet.
  if (ready && (value.isError || !('content' in value))) return value;
  // "Servers MUST provide structured results that conform to this schema" (2025-11-25, server/tools).
  const checked = await checkOutput(ready ? value.structuredContent : value, entry, output);
  const content = ready ? value : { content: [text(toJson(checked))] };
  return { ...content, structuredContent: inFormOfEra(checked, output, exchange) };
}

function inFormOfEra(value: unknown, output: CompiledSchema, { peer }: Exchange): unknown {
  return peer.era === 'legacy' && needsLegacyWrap(output.json) ? { result: value } : value;
}

async function checkOutput(
  value: unknown,
  entry: ToolEntry,
  output: CompiledSchema,
): Promise<unknown> {
  const outcome = await output.validate(value);
  if (outcome.ok) return outcome.value;
  throw new McpError(
    'INVALID_OUTPUT',
    `${entry.origin} returned something that its output schema forbids:\n` +
      describeIssues(outcome.issues),
  );
}
