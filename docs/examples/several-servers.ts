import 'reflect-metadata';
// #region servers
import { Inject, Injectable, Module } from '@nestjs/common';
import { McpModule, McpRegistry, serverToken, Tool } from 'nest-mcp';

@Injectable()
export class PublicTools {
  @Tool()
  status() {
    return 'open';
  }
}

@Injectable()
export class AdminTools {
  constructor(@Inject(serverToken(McpRegistry, 'admin')) private readonly registry: McpRegistry) {}

  @Tool({ name: 'list_admin_tools' })
  list() {
    return this.registry.toolNames;
  }
}

@Module({ imports: [McpModule.forFeature('admin')], providers: [AdminTools] })
export class AdminModule {}

@Module({
  imports: [
    McpModule.forRoot({ name: 'shop', version: '1.0.0' }),
    McpModule.forRoot({ name: 'shop-admin', version: '1.0.0', server: 'admin', path: 'admin/mcp' }),
    AdminModule,
  ],
  providers: [PublicTools],
})
export class AppModule {}
// #endregion
