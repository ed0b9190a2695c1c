import { type DynamicModule, Module } from '@nestjs/common';
import { McpModule } from 'nest-mcp';

import { Configuration } from './config/configuration.js';
import { ConfigurationModule } from './config/configuration.module.js';
import { ExampleModule } from './example/example.module.js';
import { HealthModule } from './health/health.module.js';
import { CallLoggingObserver } from './logging/call-logging.observer.js';
import { LoggingModule } from './logging/logging.module.js';
import { OrdersModule } from './orders/orders.module.js';

const INSTRUCTIONS =
  'Works with the orders of a small shop. Search for an order when its number is not known.';

@Module({})
export class AppModule {
  /** @param transport what the entry that was started serves, whatever the settings say */
  static forRoot(configuration: Configuration, transport = configuration.transport): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigurationModule.forRoot(configuration),
        LoggingModule,
        HealthModule,
        OrdersModule,
        ExampleModule,
        mcpModule(transport),
      ],
    };
  }
}

function mcpModule(transport: Configuration['transport']): DynamicModule {
  return McpModule.forRootAsync({
    path: 'mcp',
    streamableHttp: transport === 'http',
    sse: transport !== 'stdio',
    inject: [Configuration, CallLoggingObserver],
    useFactory: (configuration: Configuration, observer: CallLoggingObserver) => {
      const { name, version, timeoutMs, maxConnections } = configuration;
      const { allowedHosts, allowedOrigins, publicUrl, secret } = configuration;
      return {
        name,
        version,
        title: 'Order desk',
        instructions: INSTRUCTIONS,
        timeout: timeoutMs,
        // Whatever runs when the application stops may run to its end.
        drain: timeoutMs,
        limits: { connections: maxConnections },
        allowedHosts,
        allowedOrigins,
        ...(publicUrl !== undefined && { publicUrl }),
        ...(secret !== undefined && { secret }),
        observer,
      };
    },
  });
}
