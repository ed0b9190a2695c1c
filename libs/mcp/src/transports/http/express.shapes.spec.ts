import type { Server } from 'node:http';
import { Controller, Get, Module, Req, Res } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import type { Request, Response } from 'express';
import request from 'supertest';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ExpressShapes } from './express.shapes.js';

const seen = vi.fn();

@Controller()
class Routes {
  @Get('orders/:number')
  see(@Req() incoming: Request, @Res() response: Response): void {
    seen(Object.keys(incoming), Object.keys(response));
    response.status(201).json({ params: incoming.params, url: incoming.originalUrl });
  }
}

const provider = {
  provide: ExpressShapes,
  inject: [HttpAdapterHost],
  useFactory: (host: HttpAdapterHost) => new ExpressShapes(host),
};

@Module({ controllers: [Routes], providers: [provider] })
class RoutesModule {}

@Module({ imports: [RoutesModule], providers: [provider] })
class TwiceModule {}

let app: NestExpressApplication | undefined;

afterEach(async () => {
  seen.mockClear();
  await app?.close();
});

async function start(root: typeof RoutesModule | typeof TwiceModule): Promise<Server> {
  const testing = await Test.createTestingModule({ imports: [root] }).compile();
  app = testing.createNestApplication<NestExpressApplication>();
  await app.init();
  return app.getHttpServer();
}

/** What both objects have when they arrive, once those listeners that came first have seen them. */
function spyOnArrival(server: Server) {
  const arriving = vi.fn();
  const [shaping, ...others] = server.listeners('request') as ((...both: object[]) => void)[];
  server.removeAllListeners('request');
  server.on('request', (incoming, response) => {
    shaping?.(incoming, response);
    arriving(Object.keys(incoming), Object.keys(response));
    for (const other of others) other(incoming, response);
  });
  return arriving;
}

describe('ExpressShapes', () => {
  it('gives both objects, when they arrive, all names that Express will fill', async () => {
    const server = await start(RoutesModule);
    const arriving = spyOnArrival(server);
    await request(server)
      .get('/orders/7?a=1')
      .expect(201, { params: { number: '7' }, url: '/orders/7?a=1' });
    const [incoming, response] = arriving.mock.calls[0] as [string[], string[]];
    const [later, answered] = seen.mock.calls[0] as [string[], string[]];
    // Node counts listeners in a member of its own.
    const added = later.filter((name) => !incoming.includes(name) && name !== '_eventsCount');
    expect(added).toEqual([]);
    expect(answered.filter((name) => !response.includes(name))).toEqual([]);
  });

  it('does so once for all MCP servers of an application', async () => {
    const once = (await start(RoutesModule)).listenerCount('request');
    await app?.close();
    expect((await start(TwiceModule)).listenerCount('request')).toBe(once);
  });

  it.each([
    ['another adapter', { getType: (): string => 'fastify' }],
    ['no adapter', null],
    [
      'an adapter without a server',
      { getType: (): string => 'express', getHttpServer: () => undefined },
    ],
  ])('does nothing with %s', (_, httpAdapter) => {
    const shapes = new ExpressShapes({ httpAdapter } as unknown as HttpAdapterHost);
    expect(() => shapes.onModuleInit()).not.toThrow();
  });
});
