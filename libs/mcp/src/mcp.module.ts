import { Module, type DynamicModule, type NestModule } from '@nestjs/common';
import { ModuleRef, ModulesContainer } from '@nestjs/core';
import { McpFeatureModule } from './discovery/feature.module.js';
import { forbidBareImport } from './discovery/server.assignment.js';
import {
  ConfigurableModuleClass,
  type ASYNC_OPTIONS_TYPE,
  type OPTIONS_TYPE,
} from './mcp.module-definition.js';
import { requireKnownAsyncOptions } from './mcp.option.check.js';
import { requireOptions } from './mcp.option.values.js';
import { EndpointCheck } from './transports/http/endpoint.check.js';

/**
 * Serves decorated providers to MCP clients. `forRoot` and `forRootAsync` declare a server;
 * `forFeature` binds the providers of a module to a named one.
 *
 * @publicApi
 */
@Module({})
export class McpModule extends ConfigurableModuleClass implements NestModule {
  /** @internal */
  constructor(
    private readonly ref: ModuleRef,
    modules: ModulesContainer,
  ) {
    super();
    forbidBareImport(modules, McpModule);
  }

  /** @internal Nest calls it where there is HTTP, before it registers routes. */
  configure(): void {
    this.ref.get(EndpointCheck).requireOwnPaths();
  }

  /** @throws McpError `INVALID_OPTIONS` where there are none */
  static override forRoot(options: typeof OPTIONS_TYPE): DynamicModule {
    requireOptions(options, 'give McpModule.forRoot() an object with { name, version }');
    return super.forRoot(options);
  }

  /** @throws McpError `INVALID_OPTIONS` for an option that nobody would read */
  static override forRootAsync(options: typeof ASYNC_OPTIONS_TYPE): DynamicModule {
    requireOptions(options, 'give McpModule.forRootAsync() an object with { useFactory }');
    requireKnownAsyncOptions(options);
    return super.forRootAsync(options);
  }

  /**
   * Import it into a module whose tools belong to the named server instead of the default one.
   *
   * @param server the `server` of a `forRoot`
   */
  static forFeature(server: string): DynamicModule {
    return McpFeatureModule.bind(server);
  }
}
