import { Injectable } from '@nestjs/common';
import { ApplicationConfig, ContextIdFactory, ModuleRef, ModulesContainer } from '@nestjs/core';
import type { Handler } from '../catalog/catalog.js';
import type { McpContext } from '../context/mcp.context.js';
import { McpError } from '../errors/mcp.error.js';
import { enhance } from '../execution/enhanced.handler.js';
import { EnhancerCheck } from './enhancer.check.js';
import { EnhancerFinder } from './enhancer.finder.js';
import { RegisteredEntries } from './registered.entries.js';
import {
  declarationOf,
  isMadePerCall,
  siteOf,
  type DecoratedMethod,
  type ProviderWrapper,
  type Site,
} from './site.js';

/** Binds methods of providers to Nest's guards, pipes, interceptors and filters. */
@Injectable()
export class HandlerBinder {
  private readonly enhancers: EnhancerFinder;
  private readonly check: EnhancerCheck;

  constructor(
    private readonly moduleRef: ModuleRef,
    config: ApplicationConfig,
    private readonly modules: ModulesContainer,
  ) {
    this.enhancers = new EnhancerFinder(config, modules);
    this.check = new EnhancerCheck(config, modules);
  }

  /** @throws McpError `INVALID_ENHANCER` */
  bind(decorated: DecoratedMethod): Handler {
    const { wrapper } = decorated;
    return isMadePerCall(wrapper)
      ? this.bindPerCall(decorated)
      : this.create(siteOf(decorated, wrapper.instance as object));
  }

  /**
   * A function that is added at run time. It is bound when it is first called: what holds for the whole
   * application is complete only when the application has started. What the function itself declares is known.
   *
   * @throws McpError `INVALID_ENHANCER`
   */
  bindFunction(origin: string, code: Handler): Handler {
    const registered = this.registered(origin, code);
    this.check.requireKnown(declarationOf(registered));
    let bound: Handler | undefined;
    return (args, ctx) => (bound ??= this.bind(registered))(args, ctx);
  }

  private registered(origin: string, code: Handler): DecoratedMethod {
    const own = [...this.modules.values()].find(
      ({ providers }) => providers.get(HandlerBinder)?.instance === this,
    );
    const wrapper = own?.providers.get(RegisteredEntries) as ProviderWrapper;
    const run = code as DecoratedMethod['code'] & Handler;
    return { wrapper, type: RegisteredEntries, method: 'run', origin, code: run };
  }

  /**
   * A method that is called when the application starts: nobody calls it who could be guarded against.
   *
   * @throws McpError `INVALID_SKILL`
   */
  bindForStart({ wrapper, method, origin }: DecoratedMethod): Handler {
    if (isMadePerCall(wrapper)) {
      throw new McpError(
        'INVALID_SKILL',
        `${origin} is called when the application starts, but its provider is made for each ` +
          `request: move the method to a provider of its own, of the default scope.`,
      );
    }
    const instance = wrapper.instance as Record<string, () => unknown>;
    return () => instance[method]?.();
  }

  /**
   * A request-scoped provider, one with request-scoped enhancers, or a transient one (its wrapper
   * holds an instance that nothing was injected into) is made anew for each call.
   */
  private bindPerCall(decorated: DecoratedMethod): Handler {
    const { wrapper, origin } = decorated;
    if (!wrapper.metatype) throw notMade(origin);
    this.check.requireKnown(declarationOf(decorated));
    // Several modules may have a provider of that token.
    const own = wrapper.host?.getProviderByKey<ModuleRef>(ModuleRef).instance ?? this.moduleRef;
    return async (args, ctx) => {
      const context = ContextIdFactory.getByRequest(ctx as McpContext & Record<string, unknown>);
      // Nest gives durable providers what their strategy attached, and others the request itself.
      const request: unknown = wrapper.isDependencyTreeDurable() ? context.payload : ctx;
      this.moduleRef.registerRequestByContextId(request, context);
      const instance = await own.resolve<object>(wrapper.token as never, context);
      return this.create(siteOf(decorated, instance, context))(args, ctx);
    };
  }

  private create(site: Site): Handler {
    this.check.requireMade(site);
    return enhance(site, this.enhancers.find(site));
  }
}

function notMade(origin: string): McpError {
  return new McpError(
    'INVALID_ENHANCER',
    `${origin}: its provider is a value, but a request-scoped guard, pipe, interceptor or filter of the ` +
      `application makes providers for each request. List the class itself as a provider.`,
  );
}
