import 'reflect-metadata';
import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { McpModule, Tool } from 'nest-mcp';

@Injectable()
class Greeter {
  @Tool({
    name: 'greet',
    description: 'Greets somebody',
    input: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
  })
  greet({ name }: { name: string }): string {
    return `Hello ${name}`;
  }
}

@Module({
  imports: [McpModule.forRoot({ name: 'fixture', version: '1.0.0' })],
  providers: [Greeter],
})
class AppModule {}

async function main(): Promise<void> {
  const app = await NestFactory.create(AppModule, { logger: false });
  app.enableShutdownHooks(['SIGTERM'], { useProcessExit: true });
  await app.listen(0, '127.0.0.1');
  console.error(`${await app.getUrl()}/mcp`);
}

void main();
