import { Logger } from '@nestjs/common';
import type { Tool } from '@modelcontextprotocol/server';
import type { Era } from '../context/revisions.js';
import type { ToolOptions } from '../decorators/tool.decorator.js';
import { McpError } from '../errors/mcp.error.js';
import type { JsonSchema } from '../schema/schema.types.js';
import { needsLegacyWrap, wrapForLegacy } from './output.schema.js';
import type { EntrySource } from './catalog.js';
import { compileFor, requireObject } from './entry.schema.js';
import { headerParameters } from './header.parameters.js';
import { requireKnownOptions, TOOL_ANNOTATIONS, TOOL_OPTIONS, TOOL_UI } from './option.check.js';
import { LONGEST_TIMEOUT, type ToolEntry } from './tool.entry.js';
import { toolUi } from './tool.ui.js';

/** What the specification asks of names, and some clients insist on (2025-11-25, server/tools, Tool Names; SEP-986). */
const TOOL_NAME = /^[A-Za-z0-9_.-]{1,128}$/;

const logger = new Logger('McpModule');

/**
 * Compiles what a developer declared into an entry of the catalogue.
 *
 * @throws McpError `INVALID_TOOL` or `INVALID_SCHEMA`, naming the origin and the fix
 */
export function createToolEntry({
  method,
  origin,
  options,
  handler,
}: EntrySource<ToolOptions>): ToolEntry {
  requireKnownOptions('INVALID_TOOL', origin, options, TOOL_OPTIONS);
  const { name = method, ui, annotations } = options;
  requireKnownOptions('INVALID_TOOL', origin, annotations, TOOL_ANNOTATIONS);
  if (typeof ui === 'object') requireKnownOptions('INVALID_TOOL', origin, ui, TOOL_UI);
  checkName(name, origin);
  checkTimeout(options.timeout, origin);
  const input = compileFor(options.input, 'input', origin);
  const output = compileFor(options.output, 'output', origin);
  if (input) requireObject(input.json, origin);
  return {
    key: name,
    origin,
    definition: defineTool(name, options, input?.json, output?.json),
    input,
    output,
    headers: input ? headerParameters(input.json, origin) : [],
    page: toolUi(options.ui)?.resourceUri,
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
  const { title, description, annotations, icons } = options;
  const ui = toolUi(options.ui);
  const _meta = ui ? { ...options._meta, ui } : options._meta;
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

function checkName(name: string, origin: string): void {
  if (TOOL_NAME.test(name)) return;
  const advice = `give it 1 to 128 characters of A-Z, a-z, 0-9, '_', '-' and '.', as in 'find_order'`;
  if (name === '')
    throw new McpError('INVALID_TOOL', `The tool of ${origin} has no name: ${advice}.`);
  logger.warn(`Some clients refuse the tool name ${JSON.stringify(name)} of ${origin}: ${advice}.`);
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
