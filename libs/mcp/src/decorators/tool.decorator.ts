import type { Icon, ToolAnnotations } from '@modelcontextprotocol/server';
import type { McpSchema } from '../schema/schema.types.js';
import { offer } from './entry.decorator.js';

/** @internal */
export const TOOL_METADATA = 'nest-mcp:tool';

/**
 * How clients with MCP Apps show a tool (SEP-1865).
 *
 * @publicApi
 */
export interface ToolUi {
  /** Address of the `@UiResource` that shows results. */
  resourceUri?: string;
  /** Who may call the tool: the model, pages of this server, or both. @default both */
  visibility?: ('model' | 'app')[];
}

/**
 * How a tool is offered to clients and how a call of it runs.
 *
 * @publicApi
 */
export interface ToolOptions {
  /** 1–128 characters of `A-Z a-z 0-9 _ - .` (2025-11-25, server/tools). @default the method's name */
  name?: string;
  /** Name for people. */
  title?: string;
  /** What the tool does and when to use it; models choose tools by it. */
  description?: string;
  /**
   * Schema of the arguments: any Standard Schema that gives JSON Schema, or raw JSON Schema 2020-12.
   * Arguments are checked before the handler runs, which gets the parsed value.
   *
   * @default any object, unchecked
   */
  input?: McpSchema;
  /** Schema of the result. Results are checked against it and sent as `structuredContent`. */
  output?: McpSchema;
  /** Hints for clients, such as `readOnlyHint`. */
  annotations?: ToolAnnotations;
  icons?: Icon[];
  /** The page that shows results to users, or its address; see `@UiResource`. */
  ui?: string | ToolUi;
  /** Milliseconds until a call is given up; 0 never gives up. @default `timeout` of the module */
  timeout?: number;
  /** Sent to clients as it is. */
  _meta?: Record<string, unknown>;
}

/**
 * Offers a method of a provider as a tool. The method gets the checked arguments and an
 * `McpContext`; what it returns becomes the result.
 *
 * @publicApi
 */
export function Tool(options: ToolOptions = {}): MethodDecorator {
  return offer('@Tool()', TOOL_METADATA, options);
}
