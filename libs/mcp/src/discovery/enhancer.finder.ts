import type { ApplicationConfig, ModulesContainer } from '@nestjs/core';
import { ExternalExceptionFilterContext } from '@nestjs/core/exceptions/external-exception-filter-context.js';
import { GuardsContextCreator } from '@nestjs/core/guards/guards-context-creator.js';
import type { NestContainer } from '@nestjs/core/injector/container.js';
import { InterceptorsContextCreator } from '@nestjs/core/interceptors/interceptors-context-creator.js';
import { PipesContextCreator } from '@nestjs/core/pipes/pipes-context-creator.js';
import type { Enhancers } from '../execution/enhanced.handler.js';
import { ParameterFinder } from './parameter.finder.js';
import type { Site } from './site.js';

/** Finds guards, interceptors, pipes and filters of methods, in the way of Nest's `ExternalContextCreator`. */
export class EnhancerFinder {
  private readonly guards: GuardsContextCreator;
  private readonly interceptors: InterceptorsContextCreator;
  private readonly filters: ExternalExceptionFilterContext;
  private readonly parameters: ParameterFinder;

  constructor(config: ApplicationConfig, modules: ModulesContainer) {
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
      filters: this.filters.create(instance, code as never, module, context, inquirer),
      parameters: this.parameters.find(site),
    };
  }
}
