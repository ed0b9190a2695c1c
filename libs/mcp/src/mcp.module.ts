import { Module, type DynamicModule } from '@nestjs/common';
import { McpFeatureModule } from './discovery/feature.module.js';
import { ConfigurableModuleClass } from './mcp.module-definition.js';

/**
 * Serves decorated providers to MCP clients. `forRoot` and `forRootAsync` declare a server;
 * `forFeature` binds the providers of a module to a named one.
 *
 * @publicApi
 */
@Module({})
export class McpModule extends ConfigurableModuleClass {
  /**
   * Import it into a module whose tools belong to the named server instead of the default one.
   *
   * @param server the `server` of a `forRoot`
   */
  static forFeature(server: string): DynamicModule {
    return McpFeatureModule.bind(server);
  }
}
