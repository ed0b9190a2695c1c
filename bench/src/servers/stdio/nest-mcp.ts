import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { serveStdio } from 'nest-mcp';
import { BenchModule } from '../nest-mcp.module.js';

const root = BenchModule.with({ streamableHttp: false });
const app = await NestFactory.createApplicationContext(root, { logger: ['error', 'warn'] });
await serveStdio(app);
await app.close();
