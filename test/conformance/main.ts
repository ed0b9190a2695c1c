import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { ConformanceModule } from './conformance.module.js';

const app = await NestFactory.create(ConformanceModule, {
  bodyParser: false,
  logger: ['error', 'warn'],
});
app.enableShutdownHooks(undefined, { useProcessExit: true });
await app.listen(Number(process.env['PORT'] ?? 3030), '127.0.0.1');
process.stderr.write(`${await app.getUrl()}/mcp\n`);
