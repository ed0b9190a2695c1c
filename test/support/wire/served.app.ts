import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  Module,
  type DynamicModule,
  type HttpServer,
  type INestApplication,
  type Provider,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  McpModule,
  McpRegistry,
  type McpContext,
  type McpModuleExtras,
  type McpModuleOptions,
} from 'nest-mcp';
import { onTestFinished } from 'vitest';
import { ADAPTERS, type Adapter } from '../adapters.js';
import { LogSink } from './log.sink.js';

export type Handler = (args: Record<string, unknown>, ctx: McpContext) => unknown;

export interface Setup {
  readonly mcp?: Partial<McpModuleOptions> & McpModuleExtras;
  /** Tools by name; `echo` is always there. */
  readonly tools?: Readonly<Record<string, Handler>>;
  readonly imports?: readonly DynamicModule[];
  readonly providers?: readonly Provider[];
  /** Options of `NestFactory.create`. */
  readonly nest?: { readonly bodyParser?: boolean };
  /** What a `main.ts` does between `create` and `listen`. */
  readonly configure?: (app: INestApplication) => unknown;
  readonly host?: string;
  /** What happens to the adapter before Nest gets it. */
  readonly before?: (http: HttpServer) => unknown;
}

export interface Served {
  readonly app: INestApplication;
  readonly logs: LogSink;
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  readonly port: number;
}

@Module({})
class ServedModule {
  static of({ mcp, imports = [], providers = [] }: Setup): DynamicModule {
    const server = McpModule.forRoot({ name: 'wire', version: '1.0.0', keepAlive: 0, ...mcp });
    return {
      module: ServedModule,
      imports: [server, ...imports],
      providers: [...providers],
    };
  }
}

/** An application that listens until the test ends. */
export async function serve(adapter: Adapter, setup: Setup = {}): Promise<Served> {
  const logs = new LogSink();
  const http = new ADAPTERS[adapter]();
  setup.before?.(http);
  const app = await NestFactory.create(ServedModule.of(setup), http, {
    logger: logs,
    abortOnError: false,
    forceCloseConnections: true,
    ...setup.nest,
  });
  onTestFinished(() => app.close());
  await setup.configure?.(app);
  addTools(app, setup.tools);
  await app.listen(0, setup.host ?? '127.0.0.1');
  const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
  return { app, logs, port, origin: `http://127.0.0.1:${port}` };
}

export function addTools(
  app: { get(token: typeof McpRegistry): McpRegistry },
  tools: Readonly<Record<string, Handler>> = {},
): void {
  const registry = app.get(McpRegistry);
  registry.addTool({ name: 'echo', input: ECHO }, ({ text }) => text);
  for (const [name, handler] of Object.entries(tools)) {
    registry.addTool({ name }, (args, ctx) => handler(args as Record<string, unknown>, ctx));
  }
}

const ECHO = {
  type: 'object',
  properties: { text: { type: 'string' } },
  required: ['text'],
} as const;
