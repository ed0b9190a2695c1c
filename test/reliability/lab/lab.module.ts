import { Global, Module, type DynamicModule } from '@nestjs/common';
import { McpModule, McpRegistry, serverToken, type McpModuleOptions } from 'nest-mcp';
import { LabHandlers } from './lab.handlers.js';
import type { LabOptions } from './lab.options.js';
import { Running } from './running.js';

export const STATELESS = 'stateless';

@Module({ providers: [LabHandlers] })
class SessionsModule {}

@Module({
  imports: [McpModule.forFeature(STATELESS)],
  providers: [
    LabHandlers,
    { provide: McpRegistry, useExisting: serverToken(McpRegistry, STATELESS) },
  ],
})
class StatelessModule {}

@Global()
@Module({ providers: [Running], exports: [Running] })
class RunningModule {}

/** Everything that the library serves, with and without sessions. */
@Module({})
export class LabModule {
  static with(options: LabOptions): DynamicModule {
    const { idleTimeout, answerTimeout, keepAlive, connections = 20_000 } = options;
    const settings: McpModuleOptions = {
      name: 'lab',
      version: '1.0.0',
      drain: 0,
      limits: { connections, unsentTimeout: 10_000 },
      ...(answerTimeout !== undefined && { answerTimeout }),
      ...(keepAlive !== undefined && { keepAlive }),
      principal: ({ headers }) => headers.authorization,
    };
    const sessions = idleTimeout === undefined ? {} : { idleTimeout };
    return {
      module: LabModule,
      imports: [
        RunningModule,
        SessionsModule,
        StatelessModule,
        McpModule.forRoot({ ...settings, sessions, sse: true }),
        McpModule.forRoot({ ...settings, sessions: false, server: STATELESS, path: STATELESS }),
      ],
    };
  }
}
