import type { Server } from 'node:http';
import type { DynamicModule, INestApplication, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { onTestFinished } from 'vitest';
import { ADAPTERS, type Adapter } from './adapters.js';
import { LOG } from './log.recorder.js';

type Step = (app: INestApplication) => unknown;

/** An application that listens. */
export interface Served {
  readonly app: INestApplication;
  /** The address of a path. */
  at(path: string): URL;
  close(): Promise<void>;
}

/** `await serve(AppModule).with((app) => app.setGlobalPrefix('api')).on('fastify')` */
export function serve(module: Type | DynamicModule): Bootstrap {
  return new Bootstrap(module, []);
}

class Bootstrap {
  constructor(
    private readonly module: Type | DynamicModule,
    private readonly steps: readonly Step[],
  ) {}

  with(step: Step): Bootstrap {
    return new Bootstrap(this.module, [...this.steps, step]);
  }

  /** Serves until the test ends. */
  async on(adapter: Adapter): Promise<Served> {
    const served = await this.untilClosed(adapter);
    onTestFinished(() => served.close());
    return served;
  }

  /** Serves until somebody closes it. */
  async untilClosed(adapter: Adapter): Promise<Served> {
    const app = await NestFactory.create(this.module, new ADAPTERS[adapter](), {
      logger: LOG,
      abortOnError: false,
    });
    for (const step of this.steps) step(app);
    await app.listen(0, '127.0.0.1');
    const origin = await app.getUrl();
    return {
      app,
      at: (path) => new URL(path, origin),
      close: async () => {
        const server = app.getHttpServer() as Server;
        // `fetch` keeps sockets that it opened and never used, and Node waits a minute for those.
        server.on('connection', (socket) => socket.destroy());
        server.closeAllConnections();
        await app.close();
      },
    };
  }
}
