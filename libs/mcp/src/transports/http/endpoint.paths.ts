import { RequestMethod } from '@nestjs/common';
import { addLeadingSlash, MODULE_PATH } from '@nestjs/common/internal';
import type { ApplicationConfig, ModulesContainer } from '@nestjs/core';
import { mapToExcludeRoute } from '@nestjs/core/middleware/utils.js';
import { RoutePathFactory } from '@nestjs/core/router/route-path-factory.js';
import { isRouteExcluded } from '@nestjs/core/router/utils/exclude-route.util.js';
import type { HttpRouteOptions } from './route.options.js';

export interface EndpointRoutes extends Pick<HttpRouteOptions, 'path' | 'version'> {
  /** Paths of the controllers' methods. */
  readonly methodPaths: readonly string[];
  /** The module that has the controllers. */
  readonly module: object;
}

/**
 * The full paths under which Nest serves routes of ours: with the global prefix, its
 * exclusions, the version and the path of the module. Those are complete when routes are registered.
 */
export class EndpointPaths {
  private known: readonly string[] | undefined;
  private matchers: ReturnType<typeof mapToExcludeRoute> | undefined;

  constructor(
    private readonly config: ApplicationConfig,
    private readonly modules: ModulesContainer,
    private readonly routes: EndpointRoutes,
  ) {}

  /** Whether a route's path, parameters unfilled, is one of ours, with a slash at its end or without. */
  includes(routePath: string): boolean {
    return this.all.includes(routePath.length > 1 ? routePath.replace(/\/$/, '') : routePath);
  }

  /** Whether the path of a request leads to one of our routes. */
  match(path: string): boolean {
    this.matchers ??= mapToExcludeRoute([...this.all]);
    return isRouteExcluded(this.matchers, path, RequestMethod.POST);
  }

  /** Each path, parameters unfilled. */
  get all(): readonly string[] {
    return (this.known ??= this.routes.methodPaths.flatMap((path) => this.pathsOf(path)));
  }

  private pathsOf(methodPath: string): string[] {
    const { path: ctrlPath, version: controllerVersion, module } = this.routes;
    const key = MODULE_PATH + this.modules.applicationId;
    const modulePath = Reflect.getMetadata(key, module) as string | undefined;
    const globalPrefix = addLeadingSlash(this.config.getGlobalPrefix());
    const versioningOptions = this.config.getVersioning();
    return new RoutePathFactory(this.config).create(
      {
        ctrlPath,
        methodPath,
        globalPrefix,
        controllerVersion,
        ...(modulePath !== undefined && { modulePath }),
        ...(versioningOptions && { versioningOptions }),
      },
      RequestMethod.POST,
    );
  }
}
