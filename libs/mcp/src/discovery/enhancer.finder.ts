import { EXCEPTION_FILTERS_METADATA } from '@nestjs/common/constants.js';
import type { ApplicationConfig, ContextId, ModulesContainer } from '@nestjs/core';
import { ExternalExceptionFilterContext } from '@nestjs/core/exceptions/external-exception-filter-context.js';
import { GuardsContextCreator } from '@nestjs/core/guards/guards-context-creator.js';
import type { NestContainer } from '@nestjs/core/injector/container.js';
import { InterceptorsContextCreator } from '@nestjs/core/interceptors/interceptors-context-creator.js';
import { PipesContextCreator } from '@nestjs/core/pipes/pipes-context-creator.js';
import type { BoundMethod, Enhancers } from '../execution/enhanced.handler.js';
import { ParameterFinder } from './parameter.finder.js';

/** A method, and for whom Nest makes what stands before it. */
export interface Site extends BoundMethod {
  /** Name of the method. */
  readonly method: string;
  /** Key of the module of its provider. */
  readonly module: string;
  /** Id of its provider, which has transient enhancers of its own. */
  readonly inquirer: string;
  /** None for what lives as long as the application. */
  readonly context?: ContextId | undefined;
}

/** Finds guards, interceptors, pipes and filters of methods, in the way of Nest's `ExternalContextCreator`. */
export class EnhancerFinder {
  private readonly guards: GuardsContextCreator;
  private readonly interceptors: InterceptorsContextCreator;
  private readonly filters: ExternalExceptionFilterContext;
  private readonly parameters: ParameterFinder;

  constructor(
    private readonly config: ApplicationConfig,
    modules: ModulesContainer,
  ) {
    // The container itself is not for injection; its modules are all that is asked for.
    const container = { getModules: () => modules } as NestContainer;
    this.guards = new GuardsContextCreator(container, config);
    this.interceptors = new InterceptorsContextCreator(container, config);
    this.filters = new ExternalExceptionFilterContext(container, config);
    this.parameters = new ParameterFinder(new PipesContextCreator(container, config));
  }

  find(site: Site): Enhancers {
    const { instance, code, module, context, inquirer } = site;
    return {
      guards: this.guards.create(instance, code, module, context, inquirer),
      interceptors: this.interceptors.create(instance, code, module, context, inquirer),
      filters: this.hasFilters(instance.constructor, code)
        ? this.filters.create(instance, code as never, module, context, inquirer)
        : undefined,
      parameters: this.parameters.find(site),
    };
  }

  private hasFilters(type: object, code: object): boolean {
    const { config } = this;
    return (
      config.getGlobalFilters().length > 0 ||
      config.getGlobalRequestFilters().length > 0 ||
      Reflect.hasMetadata(EXCEPTION_FILTERS_METADATA, type) ||
      Reflect.hasMetadata(EXCEPTION_FILTERS_METADATA, code)
    );
  }
}
