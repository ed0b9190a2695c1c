import 'reflect-metadata';
import { type INestApplication, Module, VersioningType } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { McpModule, mcpCors, mcpHostCheck } from 'nest-mcp';
import { FastExpressAdapter } from 'nest-mcp/express';
import { AppModule, GreetingTools } from './first-tool.js';

export async function onExpress(port: number): Promise<INestApplication> {
  // #region express
  const app = await NestFactory.create(AppModule);
  await app.listen(port, '127.0.0.1');
  // #endregion
  return app;
}

export async function onFastExpress(port: number): Promise<INestApplication> {
  // #region fast-express
  const app = await NestFactory.create(AppModule, new FastExpressAdapter());
  await app.listen(port, '127.0.0.1');
  // #endregion
  return app;
}

export async function onFastify(port: number): Promise<INestApplication> {
  // #region fastify
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter());
  await app.listen(port, '127.0.0.1');
  // #endregion
  return app;
}

export async function withHostCheck(port: number): Promise<INestApplication> {
  // #region host-check
  const app = await NestFactory.create(AppModule);
  app.use(mcpHostCheck(app));
  await app.listen(port, '127.0.0.1');
  // #endregion
  return app;
}

// #region version
@Module({
  imports: [McpModule.forRoot({ name: 'greeter', version: '1.0.0', apiVersion: '2' })],
  providers: [GreetingTools],
})
export class VersionedModule {}
// #endregion

export async function withPrefix(port: number, module = AppModule): Promise<INestApplication> {
  const app = await NestFactory.create(module);
  // #region prefix
  app.setGlobalPrefix('api');
  app.enableVersioning({ type: VersioningType.URI });
  // #endregion
  await app.listen(port, '127.0.0.1');
  return app;
}

// #region browsers-module
const origins = ['https://app.example.com'];

@Module({
  imports: [McpModule.forRoot({ name: 'greeter', version: '1.0.0', allowedOrigins: origins })],
  providers: [GreetingTools],
})
export class BrowserModule {}
// #endregion

export async function forBrowsers(port: number): Promise<INestApplication> {
  const app = await NestFactory.create(BrowserModule);
  // #region browsers
  app.enableCors(mcpCors(origins));
  app.enableShutdownHooks();
  // #endregion
  await app.listen(port, '127.0.0.1');
  return app;
}
