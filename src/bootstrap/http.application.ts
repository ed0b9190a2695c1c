import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Logger } from 'nestjs-pino';
import { mcpCors, mcpHostCheck, McpRegistry } from 'nest-mcp';
import { FastExpressAdapter } from 'nest-mcp/express';
import { AppModule } from '../app.module.js';
import type { Configuration } from '../config/configuration.js';
import { STOP_SIGNALS } from './signals.js';
import { surviveStrayRejections } from './stray.rejections.js';
import { startReport } from './start.report.js';

/** Node closes idle connections after this time: longer than a balancer's 60 s, so that it goes first. */
const KEEP_ALIVE = 65_000;

/** Serves HTTP and prints what it serves, and to whom. */
export async function startHttp(configuration: Configuration): Promise<void> {
  const root = AppModule.forRoot(configuration);
  const app = await NestFactory.create<NestExpressApplication>(root, new FastExpressAdapter(), {
    // Routes read their own bodies: the MCP endpoint does, REST routes through a middleware.
    bodyParser: false,
    bufferLogs: true,
    // A failed start is explained in one message; what was logged before it would go to stdout.
    autoFlushLogs: false,
    abortOnError: false,
    // By then open calls have ended; a client's idle connection must not hold up the stop.
    forceCloseConnections: true,
  });
  app.useLogger(app.get(Logger));
  app.flushLogs();
  surviveStrayRejections(app.get(Logger));
  app.use(mcpHostCheck(app));
  const { allowedOrigins, host, port } = configuration;
  if (allowedOrigins.length > 0) app.enableCors(mcpCors(allowedOrigins));
  app.enableShutdownHooks([...STOP_SIGNALS], { useProcessExit: true });
  app.disable('x-powered-by');
  keepConnections(app);
  await app.listen(port, host);
  const tools = app.get(McpRegistry).toolNames.length;
  process.stderr.write(startReport({ configuration, url: await app.getUrl(), tools }));
}

function keepConnections(app: NestExpressApplication): void {
  const server = app.getHttpServer();
  server.keepAliveTimeout = KEEP_ALIVE;
  server.headersTimeout = KEEP_ALIVE + 1000;
}
