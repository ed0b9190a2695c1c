import { Injectable } from '@nestjs/common';
import {
  ApplicationConfig,
  ContextIdFactory,
  type DiscoveryService,
  ModuleRef,
  ModulesContainer,
} from '@nestjs/core';
import type { Handler } from '../catalog/catalog.js';
import type { McpContext } from '../context/mcp.context.js';
import { McpError } from '../errors/mcp.error.js';
import { enhance } from '../execution/enhanced.handler.js';
import { checkEnhancers } from './enhancer.check.js';
import { EnhancerFinder, type Site } from './enhancer.finder.js';

export type ProviderWrapper = ReturnType<DiscoveryService['getProviders']>[number];
type Method = (...args: unknown[]) => unknown;
type Instance = Record<string, Method>;

/** A decorated method of a provider. */
export interface DecoratedMethod {
  readonly wrapper: ProviderWrapper;
  readonly type: abstract new (...args: never[]) => unknown;
  readonly method: string;
  /** `Class#method` */
  readonly origin: string;
}

/** Binds methods of providers to Nest's guards, pipes, interceptors and filters. */
@Injectable()
export class HandlerBinder {
  private readonly enhancers: EnhancerFinder;

  constructor(
    private readonly moduleRef: ModuleRef,
    private readonly config: ApplicationConfig,
    modules: ModulesContainer,
  ) {
    this.enhancers = new EnhancerFinder(config, modules);
  }

  /** @throws McpError `INVALID_ENHANCER` */
  bind(decorated: DecoratedMethod): Handler {
    const { wrapper, method } = decorated;
    checkEnhancers(decorated, this.config);
    return isMadePerCall(wrapper)
      ? this.bindPerCall(wrapper, method)
      : this.create(siteOf(wrapper, wrapper.instance as Instance, method));
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
          `request: move the method to a provider of the default scope.`,
      );
    }
    const instance = wrapper.instance as Instance;
    return () => instance[method]?.();
  }

  /**
   * A request-scoped provider, one with request-scoped enhancers, or a transient one (its wrapper
   * holds an instance that nothing was injected into) is made anew for each call.
   */
  private bindPerCall(wrapper: ProviderWrapper, method: string): Handler {
    return async (args, ctx) => {
      const context = ContextIdFactory.getByRequest(ctx as McpContext & Record<string, unknown>);
      // Nest gives durable providers what their strategy attached, and others the request itself.
      const request: unknown = wrapper.isDependencyTreeDurable() ? context.payload : ctx;
      this.moduleRef.registerRequestByContextId(request, context);
      const instance = await this.moduleRef.resolve<Instance>(wrapper.token as never, context, {
        strict: false,
      });
      return this.create({ ...siteOf(wrapper, instance, method), context })(args, ctx);
    };
  }

  private create(site: Site): Handler {
    return enhance(site, this.enhancers.find(site));
  }
}

function siteOf(wrapper: ProviderWrapper, instance: Instance, method: string): Site {
  return {
    instance,
    code: instance[method] as Method,
    method,
    module: wrapper.host?.token ?? '',
    inquirer: wrapper.id,
  };
}

function isMadePerCall(wrapper: ProviderWrapper): boolean {
  return !wrapper.isDependencyTreeStatic() || wrapper.isTransient;
}
