import type { ChangeFeed } from './catalog/change.feed.js';
import type { Catalogs } from './catalog/catalogs.js';
import { createPromptEntry } from './catalog/prompt.factory.js';
import { createResourceEntry } from './catalog/resource.factory.js';
import { createToolEntry } from './catalog/tool.factory.js';
import { encodedUri } from './catalog/uri.encoding.js';
import { requirePage } from './catalog/tool.ui.js';
import type { Handler } from './catalog/catalog.js';
import type { McpContext } from './context/mcp.context.js';
import type { PromptOptions } from './decorators/prompt.decorator.js';
import type { ResourceOptions } from './decorators/resource.decorator.js';
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
  constructor(
    private readonly catalogs: Catalogs,
    private readonly changes: ChangeFeed,
  ) {}

  /** Names of all tools, disabled ones too, in the order in which clients see them. */
  get toolNames(): string[] {
    return this.catalogs.tools.keys();
  }

  /**
   * Adds a tool that no decorator declares. Guards, pipes, interceptors and filters don't apply:
   * the handler is a plain function.
   *
   * @throws McpError `DUPLICATE_NAME`, `INVALID_TOOL` or `INVALID_SCHEMA`
   */
  addTool<S extends McpSchema>(
    options: Omit<ToolOptions, 'input'> & { name: string; input?: S },
    handler: (args: InferOutput<S>, ctx: McpContext) => unknown,
  ): void {
    const { name } = options;
    const origin = `McpRegistry.addTool('${name}')`;
    const source = { method: name, origin, options, handler: handler as Handler };
    const entry = createToolEntry(source);
    requirePage(entry, this.catalogs.resources);
    this.catalogs.tools.add(entry);
  }

  /** @returns false if there is no such tool */
  removeTool(name: string): boolean {
    return this.catalogs.tools.remove(name);
  }

  /** Shows a disabled tool again. @returns false if there is no such tool */
  enableTool(name: string): boolean {
    return this.catalogs.tools.setEnabled(name, true);
  }

  /** Hides a tool: it isn't listed, and a call of it is answered as one of an unknown tool. */
  disableTool(name: string): boolean {
    return this.catalogs.tools.setEnabled(name, false);
  }

  /**
   * Adds a prompt that no decorator declares.
   *
   * @throws McpError `DUPLICATE_NAME` or `INVALID_SCHEMA`
   */
  addPrompt<S extends McpSchema>(
    options: Omit<PromptOptions, 'input'> & { name: string; input?: S },
    handler: (args: InferOutput<S>, ctx: McpContext) => unknown,
  ): void {
    const { name } = options;
    const origin = `McpRegistry.addPrompt('${name}')`;
    const source = { method: name, origin, options, handler: handler as Handler };
    this.catalogs.prompts.add(createPromptEntry(source));
  }

  /** @returns false if there is no such prompt */
  removePrompt(name: string): boolean {
    return this.catalogs.prompts.remove(name);
  }

  /**
   * Adds a resource that no decorator declares.
   *
   * @throws McpError `DUPLICATE_NAME` or `INVALID_RESOURCE`
   */
  addResource(options: ResourceOptions, handler: (args: object, ctx: McpContext) => unknown): void {
    const { uri } = options;
    const origin = `McpRegistry.addResource('${uri}')`;
    const source = { method: uri, origin, options, handler: handler as Handler };
    this.catalogs.resources.add(createResourceEntry(source));
  }

  /** @returns false if there is no such resource */
  removeResource(uri: string): boolean {
    return this.catalogs.resources.remove(uri);
  }

  /** Tells clients that subscribed to a resource, or listen to it, that its content changed. */
  resourceUpdated(uri: string): void {
    this.changes.publish({ resource: encodedUri(uri) });
  }
}
