import 'reflect-metadata';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import { serveStdio } from 'nest-mcp';
import { ADAPTERS } from '../../support/adapters.js';
import { LabAgent } from './lab.agent.js';
import { LabModule } from './lab.module.js';
import type { LabOptions } from './lab.options.js';
import { serveLines } from './line.server.js';
import { countTimers } from './live.timers.js';
import { Trouble } from './trouble.js';

/** A server under test, as a process of its own: what its clients hold is not counted. */
async function main(options: LabOptions): Promise<void> {
  const timers = countTimers();
  const trouble = new Trouble();
  const adapter = new ADAPTERS[options.adapter]();
  const app = await NestFactory.create(LabModule.with(options), adapter, { logger: trouble });
  await app.listen(0, '127.0.0.1');
  const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
  const ports = { http: port, lines: await serveLines(app) };
  new LabAgent(app, trouble, timers).announce(ports);
  if (options.stdio) await serveStdio(app);
}

void main(JSON.parse(process.argv[2] ?? '') as LabOptions);
