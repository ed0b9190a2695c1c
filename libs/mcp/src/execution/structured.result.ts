import type { CallToolResult } from '@modelcontextprotocol/server';
import { needsLegacyWrap } from '../catalog/output.schema.js';
import type { ToolEntry } from '../catalog/tool.entry.js';
import { andThen, type Awaitable } from '../context/awaitable.js';
import type { Exchange } from '../context/exchange.js';
import { McpError } from '../errors/mcp.error.js';
import { describeIssues } from '../schema/schema.issues.js';
import type { CompiledSchema, ValidationOutcome } from '../schema/schema.types.js';
import { text, toJson } from './content.js';
import { isInputRequired } from './interaction/open.interaction.js';
import { isReadyResult, withoutStructure } from './ready.result.js';

/**
 * The result of a tool with an output schema: what fits the schema is its structure. A finished result
 * brings a structure that fits, or an error.
 *
 * @throws McpError `INVALID_OUTPUT` or `UNSERIALISABLE_RESULT`
 */
export function toStructured(
  value: unknown,
  entry: ToolEntry,
  output: CompiledSchema,
  exchange: Exchange,
): Awaitable<CallToolResult> {
  // What asks the client for something has no structure yet.
  if (isInputRequired(value)) return value as unknown as CallToolResult;
  const fit = (checked: unknown) => ({
    content: [text(toJson(checked))],
    structuredContent: inFormOfEra(checked, output, exchange),
  });
  const finish = (result: CallToolResult) => finished(result, entry, output, exchange);
  if (!isReadyResult(value) || !isMarked(value)) {
    return andThen(check(output, value), (outcome) => fit(accept(outcome, entry)));
  }
  if (!hasContent(output)) return finish(value);
  return andThen(check(output, value), (outcome) =>
    outcome.ok ? fit(outcome.value) : finish(value),
  );
}

/** Whether a result has what data of an application hardly has. */
function isMarked({ structuredContent, isError }: CallToolResult): boolean {
  return structuredContent !== undefined || isError === true;
}

/** Whether values of a schema may look like a finished result. */
function hasContent({ json }: CompiledSchema): boolean {
  return Object.hasOwn((json['properties'] as object | undefined) ?? {}, 'content');
}

function finished(
  result: CallToolResult,
  entry: ToolEntry,
  output: CompiledSchema,
  exchange: Exchange,
): Awaitable<CallToolResult> {
  if (result.isError) {
    // SDK v1 compares the structure of an error with the schema, and refuses the answer.
    return exchange.peer.era === 'legacy' ? withoutStructure(result) : result;
  }
  // "Servers MUST provide structured results that conform to this schema" (2025-11-25, server/tools).
  return andThen(check(output, result.structuredContent), (outcome) => {
    const structure = inFormOfEra(accept(outcome, entry), output, exchange);
    return { ...result, structuredContent: structure };
  });
}

/** A value that doesn't fit may do so as the JSON that is sent, such as a `Date` for a text. */
function check(output: CompiledSchema, value: unknown): Awaitable<ValidationOutcome> {
  return andThen(output.validate(value), (outcome) =>
    outcome.ok || typeof value !== 'object' ? outcome : checkJson(output, value, outcome),
  );
}

function checkJson(
  output: CompiledSchema,
  value: unknown,
  refused: ValidationOutcome,
): Awaitable<ValidationOutcome> {
  let json: unknown;
  try {
    json = JSON.parse(JSON.stringify(value));
  } catch {
    // What is wrong with the value is worth more than that it has no JSON either.
    return refused;
  }
  return andThen(output.validate(json), (outcome) => (outcome.ok ? outcome : refused));
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
