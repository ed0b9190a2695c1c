import 'reflect-metadata';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import {
  Body,
  Controller,
  Header,
  HttpCode,
  Module,
  Post,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { answerTo, STATIC_LIST } from '../workload/answers.js';
import { announce } from './agent.js';
import { OpenGuard, PassingInterceptor } from './enhancers.js';

type RequestBody = Parameters<typeof answerTo>[0];

const BODY_LIMIT = 4 * 1024 * 1024;

/** What a plain Nest route does with the same requests. */
@Controller()
class BareController {
  @Post('mcp')
  @HttpCode(200)
  answer(@Body() body: RequestBody): object {
    return answerTo(body);
  }

  @Post('guarded')
  @HttpCode(200)
  @UseGuards(OpenGuard)
  @UseInterceptors(PassingInterceptor)
  guarded(@Body() body: RequestBody): object {
    return answerTo(body);
  }

  @Post('async')
  @HttpCode(200)
  async later(@Body() body: RequestBody): Promise<object> {
    await setImmediate();
    return answerTo(body);
  }

  @Post('static')
  @HttpCode(200)
  @Header('Content-Type', 'application/json')
  list(): string {
    return STATIC_LIST;
  }
}

@Module({ controllers: [BareController] })
class BareModule {}

const app = await (process.env['BENCH_MODE'] === 'fastify' ? onFastify() : onExpress());
await app.listen(0, '127.0.0.1');
announce(((app.getHttpServer() as Server).address() as AddressInfo).port);

async function onExpress() {
  const express = await NestFactory.create<NestExpressApplication>(BareModule, {
    logger: ['error', 'warn'],
  });
  return express.useBodyParser('json', { limit: BODY_LIMIT });
}

async function onFastify() {
  const { FastifyAdapter } = await import('@nestjs/platform-fastify');
  const adapter = new FastifyAdapter({ bodyLimit: BODY_LIMIT });
  return NestFactory.create(BareModule, adapter, { logger: ['error', 'warn'] });
}
