import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { McpStrategy, StdioTransport } from '@rekog/mcp-nest';
import { ShelvesController } from '../rekog.controller.js';

@Module({ controllers: [ShelvesController] })
class AppModule {}

const strategy = new McpStrategy({
  name: 'bench',
  version: '1.0.0',
  transports: [new StdioTransport()],
});
// No logger at all, as its README has it: stdout is the protocol's.
const app = await NestFactory.createMicroservice(AppModule, { strategy, logger: false });
await app.listen();
