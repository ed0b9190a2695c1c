import { Injectable, Logger } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';
import { DEFAULT_SERVER } from '../context/server.token.js';
import { checkDeclarations } from './declaration.check.js';
import { HandlerBinder } from './handler.binder.js';
import { METADATA, type Offer, type OfferKind } from './offer.js';
import { isMadePerCall, type DecoratedMethod, type ProviderWrapper } from './site.js';
import {
  checkServers,
  declaredServers,
  serversOf,
  warnOfIdleFeatures,
} from './server.assignment.js';

type HostClass = (abstract new (...args: never[]) => unknown) & {
  readonly prototype: Record<string, unknown>;
};

interface Found extends DecoratedMethod {
  readonly kind: OfferKind;
  /** Whatever stood there: what makes an entry of it checks it. */
  readonly options: unknown;
}

const KINDS = Object.keys(METADATA) as OfferKind[];

/** Finds decorated methods of providers and binds those that belong to a server. */
@Injectable()
export class OfferExplorer {
  private readonly logger = new Logger('McpModule');

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly modules: ModulesContainer,
    private readonly binder: HandlerBinder,
  ) {}

  /** @throws McpError `UNKNOWN_SERVER`, `INVALID_OPTIONS`, `INVALID_ENHANCER` or `INVALID_SKILL` */
  explore(server: string): Offer[] {
    checkServers(this.modules);
    const providers = this.discovery.getProviders().flatMap((wrapper) => this.find(wrapper));
    if (declaredServers(this.modules)[0] === server) this.checkAll(providers);
    const own = providers.filter(
      ({ wrapper }) => wrapper.host && serversOf(wrapper.host).includes(server),
    );
    const served = unique(own);
    this.warnOfSecondInstances(own, served);
    return served.map((found) => {
      const { kind, method, origin, options } = found;
      const handler = kind === 'skill' ? this.binder.bindForStart(found) : this.binder.bind(found);
      return { kind, method, origin, options, handler } as Offer;
    });
  }

  private find(wrapper: ProviderWrapper): Found[] {
    const type = classOf(wrapper);
    if (!type) return [];
    return this.scanner.getAllMethodNames(type.prototype).flatMap((method) =>
      KINDS.flatMap((kind) => {
        const handler = type.prototype[method];
        if (typeof handler !== 'function' || !Reflect.hasMetadata(METADATA[kind], handler))
          return [];
        const options: unknown = Reflect.getMetadata(METADATA[kind], handler);
        return [{ kind, type, wrapper, method, origin: `${type.name}#${method}`, options }];
      }),
    );
  }

  /** Two modules that list a class mean the same; two values or factories are two things. */
  private warnOfSecondInstances(own: Found[], served: Found[]): void {
    for (const { type, wrapper, origin } of own.filter((found) => !served.includes(found))) {
      if (!wrapper.isNotMetatype) continue;
      const first: unknown = served.find((found) => found.type === type)?.wrapper.name;
      this.logger.warn(
        `${origin} of the provider ${String(wrapper.name)} is not served: that of ${String(first)} is, and ` +
          `one method serves once.`,
      );
    }
  }

  /** A decorated method that nobody can call is a mistake: say where it is. */
  private checkAll(providers: Found[]): void {
    const wrappers = this.discovery.getProviders();
    for (const type of new Set(wrappers.map(classOf))) if (type) checkDeclarations(type);
    warnOfIdleFeatures(this.modules, providers);
    for (const { origin } of this.discovery.getControllers().flatMap((one) => this.find(one))) {
      this.logger.warn(
        `${origin} is not served: MCP decorators work on providers, not on controllers.`,
      );
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

/** A factory's or value's class is known from what it made, or from its token if it makes it for each call. */
function classOf(wrapper: ProviderWrapper): HostClass | undefined {
  if (wrapper.isAlias) return undefined;
  const made =
    (wrapper.instance as object | null | undefined)?.constructor ??
    (isMadePerCall(wrapper) ? wrapper.token : undefined);
  const type: unknown = wrapper.isNotMetatype || !wrapper.metatype ? made : wrapper.metatype;
  return typeof type === 'function' && isObject(type.prototype) ? (type as HostClass) : undefined;
}

/** A class that several modules provide serves its methods once. */
function unique(found: Found[]): Found[] {
  const isFirst = (one: Found, index: number) =>
    found.findIndex(
      ({ type, method, kind }) => type === one.type && method === one.method && kind === one.kind,
    ) === index;
  return found.filter(isFirst);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
