import { Injectable, Logger } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { ToolEntry } from '../catalog/tool.entry.js';
import { createToolEntry } from '../catalog/tool.factory.js';
import { TOOL_METADATA, type ToolOptions } from '../decorators/tool.decorator.js';
import { DEFAULT_SERVER } from '../context/server.token.js';
import { HandlerBinder, type ProviderWrapper } from './handler.binder.js';
import { checkServers, declaredServers, serversOf } from './server.assignment.js';

type HostClass = (abstract new (...args: never[]) => unknown) & {
  readonly prototype: Record<string, unknown>;
};

interface Found {
  readonly type: HostClass;
  readonly wrapper: ProviderWrapper;
  readonly method: string;
  /** `Class#method` */
  readonly origin: string;
  readonly options: ToolOptions;
}

/** Finds methods decorated with `@Tool()` and makes entries of those that belong to a server. */
@Injectable()
export class ToolExplorer {
  private readonly logger = new Logger('McpModule');

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly modules: ModulesContainer,
    private readonly binder: HandlerBinder,
  ) {}

  /** @throws McpError for a tool that cannot be served as it is declared */
  explore(server: string): ToolEntry[] {
    checkServers(this.modules);
    const providers = this.discovery.getProviders().flatMap((wrapper) => this.find(wrapper));
    if (declaredServers(this.modules)[0] === server) this.warnOfUnserved(providers);
    const own = providers.filter(
      ({ wrapper }) => wrapper.host && serversOf(wrapper.host).includes(server),
    );
    return unique(own).map(({ wrapper, method, origin, options }) =>
      createToolEntry({
        name: options.name ?? method,
        origin,
        options,
        handler: this.binder.bind(wrapper, method),
      }),
    );
  }

  private find(wrapper: ProviderWrapper): Found[] {
    const type = classOf(wrapper);
    if (!type) return [];
    return this.scanner.getAllMethodNames(type.prototype).flatMap((method) => {
      const options = optionsOf(type, method);
      return options ? [{ type, wrapper, method, origin: `${type.name}#${method}`, options }] : [];
    });
  }

  /** A decorated method that nobody can call is a mistake: say where it is. */
  private warnOfUnserved(providers: Found[]): void {
    for (const { origin } of this.discovery.getControllers().flatMap((one) => this.find(one))) {
      this.logger.warn(`${origin} is not served: @Tool() works on providers, not on controllers.`);
    }
    const declared = declaredServers(this.modules);
    for (const { wrapper, origin } of unique(providers)) {
      if (!wrapper.host || serversOf(wrapper.host).some((name) => declared.includes(name)))
        continue;
      this.logger.warn(
        `${origin} is not served: there is no '${DEFAULT_SERVER}' server. Import ` +
          `McpModule.forFeature('<server>') into ${wrapper.host.name}.`,
      );
    }
  }
}

/** A factory's or value's class is known from what it made. */
function classOf(wrapper: ProviderWrapper): HostClass | undefined {
  if (wrapper.isAlias) return undefined;
  const made = (wrapper.instance as object | undefined)?.constructor;
  const type: unknown = wrapper.isNotMetatype || !wrapper.metatype ? made : wrapper.metatype;
  return typeof type === 'function' && isObject(type.prototype) ? (type as HostClass) : undefined;
}

function optionsOf({ prototype }: HostClass, method: string): ToolOptions | undefined {
  const handler = prototype[method];
  if (typeof handler !== 'function') return undefined;
  return Reflect.getMetadata(TOOL_METADATA, handler) as ToolOptions | undefined;
}

/** A class that several modules provide serves its tools once. */
function unique(found: Found[]): Found[] {
  const isFirst = (one: Found, index: number) =>
    found.findIndex(({ type, method }) => type === one.type && method === one.method) === index;
  return found.filter(isFirst);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
