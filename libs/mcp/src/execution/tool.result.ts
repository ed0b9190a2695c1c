import type { CallToolResult } from '@modelcontextprotocol/server';
import { needsLegacyWrap } from '../catalog/output.schema.js';
import type { ToolEntry } from '../catalog/tool.entry.js';
import type { Exchange } from '../context/exchange.js';
import { messageOf } from '../errors/error.message.js';
import { McpError } from '../errors/mcp.error.js';
import { describeIssues } from '../schema/schema.issues.js';
import type { CompiledSchema } from '../schema/schema.types.js';
import { isReadyResult, text, toContent, toJson } from './content.js';

/**
 * Shapes what a handler returned into the result of the call.
 *
 * @throws McpError `INVALID_OUTPUT` or `UNSERIALISABLE_RESULT`
 */
export async function shapeResult(
  value: unknown,
  entry: ToolEntry,
  exchange: Exchange,
): Promise<CallToolResult> {
  try {
    if (isReadyResult(value)) return await checkReady(value, entry);
    if (entry.output) return await structure(value, entry, entry.output, exchange);
    return { content: await toContent(value, exchange.signal) };
  } catch (error) {
    if (error instanceof TypeError) throw unserialisable(entry, error);
    throw error;
  }
}

async function structure(
  value: unknown,
  entry: ToolEntry,
  output: CompiledSchema,
  { peer }: Exchange,
): Promise<CallToolResult> {
  const checked = await checkOutput(value, entry, output);
  const content = [text(toJson(checked))];
  const wrapped = peer.era === 'legacy' && needsLegacyWrap(output.json);
  const structuredContent = wrapped ? { result: checked } : checked;
  return { content, structuredContent };
}

/** "Servers MUST provide structured results that conform to this schema" (2025-11-25, server/tools). */
async function checkReady(result: CallToolResult, entry: ToolEntry): Promise<CallToolResult> {
  if (entry.output && !result.isError && result.structuredContent !== undefined) {
    await checkOutput(result.structuredContent, entry, entry.output);
  }
  return result;
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

function unserialisable(entry: ToolEntry, error: TypeError): McpError {
  return new McpError(
    'UNSERIALISABLE_RESULT',
    `${entry.origin} returned something that JSON cannot carry: ${messageOf(error)}`,
    { cause: error },
  );
}
