import { Injectable } from '@nestjs/common';
import {
  ApplicationConfig,
  ContextIdFactory,
  type DiscoveryService,
  ExternalContextCreator,
  ModuleRef,
} from '@nestjs/core';
import type { Handler } from '../catalog/catalog.js';
import { MCP_CONTEXT_TYPE } from '../context/mcp-arguments.host.js';
import type { McpContext } from '../context/mcp.context.js';
import { McpError } from '../errors/mcp.error.js';
import { keepInput } from './input.keeper.js';
import { isPlain, plainHandler } from './plain.handler.js';
import { ParameterKind, PARAMETERS_METADATA } from '../decorators/parameter.metadata.js';

export type ProviderWrapper = ReturnType<DiscoveryService['getProviders']>[number];
type Method = (...args: unknown[]) => unknown;
type Instance = Record<string, Method>;
type NestHandler = (ctx: McpContext, args: Record<string, unknown>) => Promise<unknown>;

/**
 * The host arguments are `[ctx, args]`. The context comes first on purpose: a guard written for HTTP
 * takes the first one for its request, and must not find there what the client sent.
 */
const parameters = {
  exchangeKeyForValue(kind: number, name: unknown, [ctx, args]: unknown[]): unknown {
    if (kind === ParameterKind.Context) return ctx;
    if (kind !== ParameterKind.Arguments) return undefined;
    return typeof name === 'string' ? (args as Record<string, unknown>)[name] : args;
  },
};

/** Binds methods of providers to Nest's guards, pipes, interceptors and filters. */
@Injectable()
export class HandlerBinder {
  constructor(
    private readonly contexts: ExternalContextCreator,
    private readonly moduleRef: ModuleRef,
    private readonly config: ApplicationConfig,
  ) {}

  bind(wrapper: ProviderWrapper, method: string): Handler {
    if (isMadePerCall(wrapper)) {
      return this.bindPerCall(wrapper, method);
    }
    const instance = wrapper.instance as Instance;
    const code = instance[method] as Method;
    if (isPlain(instance, method, code, this.config)) return plainHandler(instance, code);
    const handler = this.create(instance, method);
    return (args, ctx) => handler(ctx, args);
  }

  /**
   * A method that is called when the application starts: nobody calls it who could be guarded against.
   *
   * @throws McpError `INVALID_SKILL`
   */
  bindForStart(wrapper: ProviderWrapper, method: string, origin: string): Handler {
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
      const contextId = ContextIdFactory.getByRequest(ctx as McpContext & Record<string, unknown>);
      // Nest gives durable providers what their strategy attached, and others the request itself.
      const request: unknown = wrapper.isDependencyTreeDurable() ? contextId.payload : ctx;
      this.moduleRef.registerRequestByContextId(request, contextId);
      const instance = await this.moduleRef.resolve<Instance>(wrapper.token as never, contextId, {
        strict: false,
      });
      return this.create(instance, method, contextId, wrapper.id)(ctx, args);
    };
  }

  private hasGlobalInterceptors(): boolean {
    const { config } = this;
    return (
      config.getGlobalInterceptors().length > 0 || config.getGlobalRequestInterceptors().length > 0
    );
  }

  private create(
    instance: Instance,
    method: string,
    contextId?: ReturnType<typeof ContextIdFactory.create>,
    inquirerId?: string,
  ): NestHandler {
    keepInput(instance.constructor, instance[method] as Method, this.hasGlobalInterceptors());
    return this.contexts.create(
      instance,
      instance[method] as Method,
      method,
      PARAMETERS_METADATA,
      parameters,
      contextId,
      inquirerId,
      undefined,
      MCP_CONTEXT_TYPE,
    ) as NestHandler;
  }
}

function isMadePerCall(wrapper: ProviderWrapper): boolean {
  return !wrapper.isDependencyTreeStatic() || wrapper.isTransient;
}
