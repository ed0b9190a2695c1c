import type { ToolCatalog } from './catalog/tool.catalog.js';
import { createToolEntry } from './catalog/tool.factory.js';
import type { ToolHandler } from './catalog/tool.entry.js';
import type { McpContext } from './context/mcp.context.js';
import type { ToolOptions } from './decorators/tool.decorator.js';
import type { InferOutput } from './schema/schema.inference.js';
import type { McpSchema } from './schema/schema.types.js';

/**
 * Changes what a server offers while it runs. Clients that listen are told. Inject it where it's
 * needed; for a named server inject `serverToken(McpRegistry, 'name')`.
 *
 * @publicApi
 */
export class McpRegistry {
  /** @internal */
  constructor(private readonly catalog: ToolCatalog) {}

  /** Names of all tools, disabled ones too, in the order in which clients see them. */
  get toolNames(): string[] {
    return this.catalog.names();
  }

  /**
   * Adds a tool that no decorator declares. Guards, pipes, interceptors and filters don't apply:
   * the handler is a plain function.
   *
   * @throws McpError `DUPLICATE_TOOL`, `INVALID_TOOL` or `INVALID_SCHEMA`
   */
  addTool<S extends McpSchema>(
    options: Omit<ToolOptions, 'input'> & { name: string; input?: S },
    handler: (args: InferOutput<S>, ctx: McpContext) => unknown,
  ): void {
    const { name } = options;
    const origin = `McpRegistry.addTool('${name}')`;
    this.catalog.add(createToolEntry({ name, origin, options, handler: handler as ToolHandler }));
  }

  /** @returns false if there is no such tool */
  removeTool(name: string): boolean {
    return this.catalog.remove(name);
  }

  /** Shows a disabled tool again. @returns false if there is no such tool */
  enableTool(name: string): boolean {
    return this.catalog.setEnabled(name, true);
  }

  /** Hides a tool: it isn't listed, and a call of it is answered as one of an unknown tool. */
  disableTool(name: string): boolean {
    return this.catalog.setEnabled(name, false);
  }
}
