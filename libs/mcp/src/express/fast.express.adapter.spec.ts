import { IncomingMessage, ServerResponse } from 'node:http';
import { Controller, Get, Module, Req, Res } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import type { Request, Response } from 'express';
import request from 'supertest';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FastExpressAdapter } from './fast.express.adapter.js';

const seen = vi.fn();
const prototypeOf = (one: unknown): unknown => Object.getPrototypeOf(one);

@Controller()
class Routes {
  @Get('seen')
  see(@Req() incoming: Request, @Res() response: Response): void {
    seen(incoming, response);
    response.status(201).json({ host: incoming.get('host'), path: incoming.path });
  }

  @Get('value')
  value(): object {
    return { a: 1 };
  }
}

@Module({ controllers: [Routes] })
class RoutesModule {}

let app: NestExpressApplication;

async function start(options: Parameters<typeof create>[0] = {}): Promise<void> {
  app = await create(options);
  await app.listen(0, '127.0.0.1');
}

async function create(options: { forceCloseConnections?: boolean; return503OnClosing?: boolean }) {
  const testing = await Test.createTestingModule({ imports: [RoutesModule] }).compile();
  return testing.createNestApplication<NestExpressApplication>(new FastExpressAdapter(), options);
}

afterEach(async () => {
  seen.mockClear();
  await app.close();
});

describe('FastExpressAdapter', () => {
  it('makes both objects so that Express has no prototype to change', async () => {
    await start();
    const arriving = vi.fn((...objects: object[]) => objects.map((one) => prototypeOf(one)));
    app.getHttpServer().prependListener('request', arriving);
    await request(app.getHttpServer()).get('/seen').expect(201);
    const express = app.getHttpAdapter().getInstance();
    expect(arriving).toHaveReturnedWith([express.request, express.response]);
    expect(seen.mock.calls[0]?.map(prototypeOf)).toEqual([express.request, express.response]);
  });

  it('leaves requests and responses what they are in Express and in Node', async () => {
    await start();
    const answer = await request(app.getHttpServer()).get('/seen?a=1').expect(201);
    const [incoming, response] = seen.mock.calls[0] as [Request, Response];
    expect(incoming).toBeInstanceOf(IncomingMessage);
    expect(response).toBeInstanceOf(ServerResponse);
    expect(incoming.app).toBe(app.getHttpAdapter().getInstance());
    expect(incoming.query).toEqual({ a: '1' });
    expect(answer.body).toEqual({ host: expect.stringContaining('127.0.0.1'), path: '/seen' });
  });

  it('serves values, middleware and errors as usual', async () => {
    app = await create({});
    app.use((_: Request, response: Response, next: () => void) => {
      response.setHeader('X-Middleware', 'ran');
      next();
    });
    await app.listen(0, '127.0.0.1');
    const server = app.getHttpServer();
    await request(server).get('/value').expect(200, { a: 1 }).expect('X-Middleware', 'ran');
    await request(server).get('/none').expect(404);
  });

  it('closes connections that are still open where that is wanted', async () => {
    await start({ forceCloseConnections: true });
    const response = await fetch(`${await app.getUrl()}/value`);
    expect(await response.json()).toEqual({ a: 1 });
    // Without it the kept connection of fetch would hold up the end.
    await app.close();
    expect(app.getHttpServer().listening).toBe(false);
  });
});
