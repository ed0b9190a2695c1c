import type { Tool } from '@modelcontextprotocol/server';
import type { McpContext } from '../context/mcp.context.js';
import type { Era } from '../context/revisions.js';
import type { CompiledSchema } from '../schema/schema.types.js';

/** Milliseconds. Node's timers count no further: what is longer would be over at once. */
export const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** Runs the code behind a tool; whatever it returns is shaped into a result later. */
export type ToolHandler = (args: Record<string, unknown>, ctx: McpContext) => unknown;

/** A tool, ready to be listed and called: everything that can be computed ahead is. */
export interface ToolEntry {
  readonly name: string;
  /** Where it comes from, for messages: `OrderTools#findOrder`. */
  readonly origin: string;
  /** As clients see it. The eras differ where an output schema isn't an object. */
  readonly definition: Readonly<Record<Era, Tool>>;
  readonly input: CompiledSchema | undefined;
  readonly output: CompiledSchema | undefined;
  /** Milliseconds; 0 for none; undefined for the default of the module. */
  readonly timeout: number | undefined;
  readonly handler: ToolHandler;
}
