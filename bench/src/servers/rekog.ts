import 'reflect-metadata';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { McpStrategy, StreamableHttpTransport } from '@rekog/mcp-nest';
import { SERVER_INFO } from '../workload/answers.js';
import { announce } from './agent.js';
import { ShelvesController } from './rekog.controller.js';

/** `express` or `fastify`; with `-stateful` behind it, 2025-11-25 is served in sessions. */
const mode = process.env['BENCH_MODE'] ?? 'express';

@Module({ controllers: [ShelvesController] })
class AppModule {}

const strategy = new McpStrategy({
  ...SERVER_INFO,
  transports: [new StreamableHttpTransport({ statefulMode: mode.endsWith('-stateful') })],
});
const app = await NestFactory.create(AppModule, await adapter(), { logger: ['error', 'warn'] });
strategy.setHttpAdapter(app.getHttpAdapter());
app.connectMicroservice({ strategy });
await app.startAllMicroservices();
await app.listen(0, '127.0.0.1');
announce(((app.getHttpServer() as Server).address() as AddressInfo).port);

async function adapter() {
  if (mode.startsWith('fastify')) {
    const { FastifyAdapter } = await import('@nestjs/platform-fastify');
    return new FastifyAdapter();
  }
  const { ExpressAdapter } = await import('@nestjs/platform-express');
  return new ExpressAdapter();
}
