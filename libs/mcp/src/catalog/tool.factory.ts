import type { Tool } from '@modelcontextprotocol/server';
import type { Era } from '../context/revisions.js';
import type { ToolOptions } from '../decorators/tool.decorator.js';
import { messageOf } from '../errors/error.message.js';
import { McpError } from '../errors/mcp.error.js';
import { compileSchema } from '../schema/schema.compiler.js';
import type { CompiledSchema, JsonSchema, McpSchema } from '../schema/schema.types.js';
import { withObjectRoot } from './object.root.js';
import { needsLegacyWrap, wrapForLegacy } from './output.schema.js';
import { LONGEST_TIMEOUT, type ToolEntry, type ToolHandler } from './tool.entry.js';

/** "SHOULD be between 1 and 128 characters" of these (2025-11-25, server/tools, Tool Names). */
const TOOL_NAME = /^[A-Za-z0-9_.-]{1,128}$/;

export interface ToolSource {
  readonly name: string;
  readonly origin: string;
  readonly options: ToolOptions;
  readonly handler: ToolHandler;
}

/**
 * Compiles what a developer declared into an entry of the catalogue.
 *
 * @throws McpError `INVALID_TOOL` or `INVALID_SCHEMA`, naming the origin and the fix
 */
export function createToolEntry({ name, origin, options, handler }: ToolSource): ToolEntry {
  checkName(name, origin);
  checkTimeout(options.timeout, origin);
  const input = compile(options.input, 'input', origin);
  const output = compile(options.output, 'output', origin);
  if (input && input.json['type'] !== 'object') throw inputMustBeObject(origin, input.json);
  return {
    name,
    origin,
    definition: defineTool(name, options, input?.json, output?.json),
    input,
    output,
    timeout: options.timeout,
    handler,
  };
}

function defineTool(
  name: string,
  options: ToolOptions,
  inputSchema: JsonSchema = { type: 'object' },
  outputSchema?: JsonSchema,
): Record<Era, Tool> {
  const { title, description, annotations, icons, _meta } = options;
  const modern = {
    name,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    inputSchema,
    ...(outputSchema && { outputSchema }),
    ...(annotations && { annotations }),
    ...(icons && { icons }),
    ...(_meta && { _meta }),
  } as Tool;
  if (!outputSchema || !needsLegacyWrap(outputSchema)) return { modern, legacy: modern };
  const wrapped = wrapForLegacy(outputSchema, name) as Tool['outputSchema'];
  return { modern, legacy: { ...modern, outputSchema: wrapped } };
}

function compile(
  schema: McpSchema | undefined,
  io: 'input' | 'output',
  origin: string,
): CompiledSchema | undefined {
  if (schema === undefined) return undefined;
  try {
    const compiled = compileSchema(schema, io);
    const json = withObjectRoot(compiled.json);
    return json === compiled.json ? compiled : { ...compiled, json };
  } catch (error) {
    const message = `The ${io} schema of ${origin} cannot be used: ${messageOf(error)}`;
    throw new McpError('INVALID_SCHEMA', message, { cause: error });
  }
}

function inputMustBeObject(origin: string, json: JsonSchema): McpError {
  return new McpError(
    'INVALID_SCHEMA',
    `The input schema of ${origin} must have "type": "object" at its root, as the protocol asks; ` +
      `it has ${JSON.stringify(json['type'] ?? null)}. Wrap the value in an object with one property.`,
  );
}

function checkName(name: string, origin: string): void {
  if (TOOL_NAME.test(name)) return;
  throw new McpError(
    'INVALID_TOOL',
    `The tool name ${JSON.stringify(name)} of ${origin} is not allowed: use 1 to 128 characters ` +
      `of A-Z, a-z, 0-9, '_', '-' and '.', as in @Tool({ name: 'find_order' }).`,
  );
}

function checkTimeout(timeout: number | undefined, origin: string): void {
  if (timeout === undefined) return;
  if (Number.isFinite(timeout) && timeout >= 0 && timeout <= LONGEST_TIMEOUT) return;
  throw new McpError(
    'INVALID_TOOL',
    `The timeout of ${origin} is ${timeout}: give up to ${LONGEST_TIMEOUT} milliseconds, ` +
      `or 0 for no time-out.`,
  );
}
