import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { NestFactory } from '@nestjs/core';
import { announce } from './agent.js';
import { BenchModule } from './nest-mcp.module.js';

/** `express`, `fast-express` or `fastify`, and what else is on: `sessions`, `guarded`, `async`. */
const mode = (process.env['BENCH_MODE'] ?? 'express').split(',');

const root = BenchModule.with({
  guarded: mode.includes('guarded'),
  later: mode.includes('async'),
  limits: { connections: 100_000 },
  ...(!mode.includes('sessions') && { sessions: false as const }),
});
const app = await NestFactory.create(root, await adapter(), { logger: ['error', 'warn'] });
await app.listen(0, '127.0.0.1');
announce(((app.getHttpServer() as Server).address() as AddressInfo).port);

async function adapter() {
  if (mode.includes('fastify')) {
    const { FastifyAdapter } = await import('@nestjs/platform-fastify');
    return new FastifyAdapter();
  }
  if (mode.includes('fast-express')) {
    const { FastExpressAdapter } = await import('nest-mcp/express');
    return new FastExpressAdapter();
  }
  const { ExpressAdapter } = await import('@nestjs/platform-express');
  return new ExpressAdapter();
}
