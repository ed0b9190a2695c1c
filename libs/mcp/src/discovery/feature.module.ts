import { Module, type DynamicModule } from '@nestjs/common';

/** Marks the module that imports it: its decorated providers belong to the named server. */
@Module({})
export class McpFeatureModule {
  static bind(server: string): DynamicModule {
    return {
      module: McpFeatureModule,
      providers: [{ provide: FEATURE_SERVER, useValue: server }],
    };
  }
}

/** Token of the name of the server, in a feature module. */
export const FEATURE_SERVER = Symbol('nest-mcp:feature-server');
