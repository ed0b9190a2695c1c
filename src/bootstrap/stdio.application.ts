import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { reserveStdout, serveStdio } from 'nest-mcp';
import { AppModule } from '../app.module.js';
import type { Configuration } from '../config/configuration.js';
import { STOP_SIGNALS } from './signals.js';
import { surviveStrayRejections } from './stray.rejections.js';

/** Serves one client on stdin and stdout, and ends with it. */
export async function startStdio(configuration: Configuration): Promise<void> {
  reserveStdout();
  const root = AppModule.forRoot(configuration, 'stdio');
  const app = await NestFactory.createApplicationContext(root, {
    bufferLogs: true,
    // A failed start is explained in one message; what was logged before it would go to stdout.
    autoFlushLogs: false,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  app.flushLogs();
  surviveStrayRejections(app.get(Logger));
  await serveStdio(app, { signal: terminationSignal() });
  await app.close();
  process.exitCode = 0;
}

function terminationSignal(): AbortSignal {
  const stop = new AbortController();
  for (const name of STOP_SIGNALS) process.once(name, () => stop.abort());
  return stop.signal;
}
