import type { Catalog, CatalogEntry, EntrySource, Handler } from './catalog/catalog.js';
import type { Catalogs } from './catalog/catalogs.js';
import type { ChangeFeed } from './catalog/change.feed.js';
import { requireCompleted } from './catalog/completed.part.js';
import { createPromptEntry } from './catalog/prompt.factory.js';
import { createResourceEntry, createTemplateEntry } from './catalog/resource.factory.js';
import { createToolEntry } from './catalog/tool.factory.js';
import { requirePage } from './catalog/tool.ui.js';
import { createUiResourceEntry } from './catalog/ui-resource.factory.js';
import { encodedUri } from './catalog/uri.encoding.js';
import type { UriVariables } from './catalog/uri.template.js';
import type { McpContext } from './context/mcp.context.js';
import type { CompleteOptions, PromptOptions } from './decorators/prompt.decorator.js';
import type { ResourceOptions, ResourceTemplateOptions } from './decorators/resource.decorator.js';
import type { ToolOptions } from './decorators/tool.decorator.js';
import type { UiResourceOptions } from './decorators/ui-resource.decorator.js';
import type { HandlerBinder } from './discovery/handler.binder.js';
import type { InferOutput } from './schema/schema.inference.js';
import type { McpSchema } from './schema/schema.types.js';

type Named<Options, Input> = Omit<Options, 'input'> & { name: string; input?: Input };
type Handles<Args> = (args: Args, ctx: McpContext) => unknown;

/** How an entry comes into its catalogue: `set` may take the place of another. */
type Way = 'add' | 'set';

/** What a completer gets: what was typed, and the arguments that are known already. */
type Asked = { readonly value: string; readonly given: Readonly<Record<string, string>> };

/**
 * Changes what a server offers while it runs. Clients that listen are told. Inject it where it's
 * needed; for a named server inject `serverToken(McpRegistry, 'name')`.
 *
 * Handlers are functions. Guards, pipes, interceptors and filters of the whole application hold for them.
 * `add…` refuses a name that is taken, `set…` puts the entry in its place at once, disabled if the one
 * before was. What changes the list returns false where there is no such entry.
 *
 * @publicApi
 */
export class McpRegistry {
  /** @internal */
  constructor(
    private readonly catalogs: Catalogs,
    private readonly changes: ChangeFeed,
    private readonly binder: Pick<HandlerBinder, 'bindFunction'>,
  ) {}

  /** Names of all tools, disabled ones too, in the order in which clients see them. */
  get toolNames(): string[] {
    return this.catalogs.tools.keys();
  }

  /** Names of all prompts, disabled ones too. */
  get promptNames(): string[] {
    return this.catalogs.prompts.keys();
  }

  /** Addresses of all resources, disabled ones too. */
  get resourceUris(): string[] {
    return this.catalogs.resources.keys();
  }

  /** All resource templates, disabled ones too. */
  get resourceTemplates(): string[] {
    return this.catalogs.templates.keys();
  }

  /** @throws McpError `DUPLICATE_NAME`, `INVALID_TOOL` or `INVALID_SCHEMA` */
  addTool<S extends McpSchema>(
    options: Named<ToolOptions, S>,
    handler: Handles<InferOutput<S>>,
  ): void {
    this.putTool('add', options, handler as Handler);
  }

  /** @throws McpError `INVALID_TOOL` or `INVALID_SCHEMA`; then the tool before stays */
  setTool<S extends McpSchema>(
    options: Named<ToolOptions, S>,
    handler: Handles<InferOutput<S>>,
  ): void {
    this.putTool('set', options, handler as Handler);
  }

  removeTool(name: string): boolean {
    return this.catalogs.tools.remove(name);
  }

  /** Shows a disabled tool again. */
  enableTool(name: string): boolean {
    return this.catalogs.tools.setEnabled(name, true);
  }

  /** Hides a tool: it isn't listed, and a call of it is answered as one of an unknown tool. */
  disableTool(name: string): boolean {
    return this.catalogs.tools.setEnabled(name, false);
  }

  /** @throws McpError `DUPLICATE_NAME`, `INVALID_PROMPT` or `INVALID_SCHEMA` */
  addPrompt<S extends McpSchema>(
    options: Named<PromptOptions, S>,
    handler: Handles<InferOutput<S>>,
  ): void {
    this.putPrompt('add', options, handler as Handler);
  }

  /** @throws McpError `INVALID_PROMPT` or `INVALID_SCHEMA`; then the prompt before stays */
  setPrompt<S extends McpSchema>(
    options: Named<PromptOptions, S>,
    handler: Handles<InferOutput<S>>,
  ): void {
    this.putPrompt('set', options, handler as Handler);
  }

  removePrompt(name: string): boolean {
    return this.catalogs.prompts.remove(name);
  }

  enablePrompt(name: string): boolean {
    return this.catalogs.prompts.setEnabled(name, true);
  }

  disablePrompt(name: string): boolean {
    return this.catalogs.prompts.setEnabled(name, false);
  }

  /** @throws McpError `DUPLICATE_NAME` or `INVALID_RESOURCE` */
  addResource(options: ResourceOptions, handler: Handles<object>): void {
    this.putResource('add', options, handler);
  }

  /** @throws McpError `INVALID_RESOURCE`; then the resource before stays */
  setResource(options: ResourceOptions, handler: Handles<object>): void {
    this.putResource('set', options, handler);
  }

  /**
   * Adds a page of MCP Apps; `removeResource` and the like are for pages, too.
   *
   * @throws McpError `DUPLICATE_NAME` or `INVALID_RESOURCE`
   */
  addUiResource(options: UiResourceOptions, handler: Handles<object>): void {
    this.putPage('add', options, handler);
  }

  /** @throws McpError `INVALID_RESOURCE`; then the page before stays */
  setUiResource(options: UiResourceOptions, handler: Handles<object>): void {
    this.putPage('set', options, handler);
  }

  removeResource(uri: string): boolean {
    return this.catalogs.resources.remove(uri);
  }

  enableResource(uri: string): boolean {
    return this.catalogs.resources.setEnabled(uri, true);
  }

  disableResource(uri: string): boolean {
    return this.catalogs.resources.setEnabled(uri, false);
  }

  /** @throws McpError `DUPLICATE_NAME` or `INVALID_RESOURCE` */
  addResourceTemplate(options: ResourceTemplateOptions, handler: Handles<UriVariables>): void {
    this.putTemplate('add', options, handler as Handler);
  }

  /** @throws McpError `INVALID_RESOURCE`; then the template before stays */
  setResourceTemplate(options: ResourceTemplateOptions, handler: Handles<UriVariables>): void {
    this.putTemplate('set', options, handler as Handler);
  }

  removeResourceTemplate(uriTemplate: string): boolean {
    return this.catalogs.templates.remove(uriTemplate);
  }

  enableResourceTemplate(uriTemplate: string): boolean {
    return this.catalogs.templates.setEnabled(uriTemplate, true);
  }

  disableResourceTemplate(uriTemplate: string): boolean {
    return this.catalogs.templates.setEnabled(uriTemplate, false);
  }

  /** @throws McpError `INVALID_PROMPT` if there is one already, or no such argument or variable */
  addCompleter(options: CompleteOptions, handler: Handles<Asked>): void {
    this.putCompleter('add', options, handler as Handler);
  }

  /** @throws McpError `INVALID_PROMPT` if there is no such argument or variable */
  setCompleter(options: CompleteOptions, handler: Handles<Asked>): void {
    this.putCompleter('set', options, handler as Handler);
  }

  removeCompleter(options: CompleteOptions): boolean {
    return this.catalogs.completers.remove(options);
  }

  /** Tells clients that subscribed to a resource, or listen to it, that its content changed. */
  resourceUpdated(uri: string): void {
    this.changes.publish({ resource: encodedUri(uri) });
  }

  private putTool(way: Way, options: Named<ToolOptions, McpSchema>, handler: Handler): void {
    const entry = createToolEntry(this.source(`${way}Tool`, options.name, options, handler));
    requirePage(entry, this.catalogs.resources);
    put(way, this.catalogs.tools, entry);
  }

  private putPrompt(way: Way, options: Named<PromptOptions, McpSchema>, handler: Handler): void {
    const source = this.source(`${way}Prompt`, options.name, options, handler);
    put(way, this.catalogs.prompts, createPromptEntry(source));
  }

  private putResource(way: Way, options: ResourceOptions, handler: Handler): void {
    const source = this.source(`${way}Resource`, options.uri, options, handler);
    put(way, this.catalogs.resources, createResourceEntry(source));
  }

  private putPage(way: Way, options: UiResourceOptions, handler: Handler): void {
    const source = this.source(`${way}UiResource`, options.uri, options, handler);
    put(way, this.catalogs.resources, createUiResourceEntry(source));
  }

  private putTemplate(way: Way, options: ResourceTemplateOptions, handler: Handler): void {
    const source = this.source(`${way}ResourceTemplate`, options.uriTemplate, options, handler);
    put(way, this.catalogs.templates, createTemplateEntry(source));
  }

  private putCompleter(way: Way, options: CompleteOptions, handler: Handler): void {
    const part = 'prompt' in options ? options.argument : options.variable;
    const source = this.source(`${way}Completer`, part, options, handler);
    requireCompleted(source, this.catalogs);
    this.catalogs.completers[way](source);
  }

  private source<Options>(
    call: string,
    name: string,
    options: Options,
    handler: Handler,
  ): EntrySource<Options> {
    const origin = `McpRegistry.${call}('${name}')`;
    return { method: name, origin, options, handler: this.binder.bindFunction(origin, handler) };
  }
}

/** A name that is taken is found out after everything else, so that a refused entry changes nothing. */
function put<Entry extends CatalogEntry>(way: Way, catalog: Catalog<Entry>, entry: Entry): void {
  catalog[way](entry);
}
