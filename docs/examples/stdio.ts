import 'reflect-metadata';
// #region main
import { NestFactory } from '@nestjs/core';
import { reserveStdout, serveStdio } from 'nest-mcp';
import { AppModule } from './first-tool.js';

reserveStdout(); // first: from here on, only protocol frames reach stdout
const app = await NestFactory.createApplicationContext(AppModule);
await serveStdio(app);
await app.close();
// #endregion
