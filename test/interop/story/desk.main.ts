import 'reflect-metadata';
import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { reserveStdout, serveStdio } from 'nest-mcp';
import { StoryModule } from './desk.js';

/** Serves the story desk on stdin and stdout, as a process of its own. */
async function main(): Promise<void> {
  reserveStdout();
  const logger = new ConsoleLogger({ colors: false, logLevels: ['error'] });
  const app = await NestFactory.createApplicationContext(StoryModule, { logger });
  await serveStdio(app);
  await app.close();
}

void main();
