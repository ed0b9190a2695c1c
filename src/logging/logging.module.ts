import { Global, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';

import { Configuration } from '../config/configuration.js';
import { CallLoggingObserver } from './call-logging.observer.js';
import { openLogStream } from './log.stream.js';
import { createPinoHttpOptions } from './pino-http.options.js';

/** The application's log, and what logs each tool call. */
@Global()
@Module({
  imports: [
    LoggerModule.forRootAsync({
      inject: [Configuration],
      useFactory: (configuration: Configuration) => ({
        pinoHttp: [createPinoHttpOptions(configuration), openLogStream(configuration)],
        // The default is a pattern, and a URL that it can't decode would leave no line.
        forRoutes: ['/'],
      }),
    }),
  ],
  providers: [CallLoggingObserver],
  exports: [CallLoggingObserver],
})
export class LoggingModule {}
