import { type DynamicModule, Logger, Module, type Provider, type Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { McpModule } from 'nest-mcp';
import { connectClient, type ConnectOptions } from 'nest-mcp/testing';
import { afterEach } from 'vitest';

interface Closable {
  close(): Promise<unknown>;
}

const open: Closable[] = [];

afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.close();
});

/** Closes it after the test; what was opened last is closed first. */
export function closeLater<T extends Closable>(one: T): T {
  open.push(one);
  return one;
}

/** A compiled module without a log. */
export async function compile(module: Type | DynamicModule): Promise<TestingModule> {
  const compiled = await Test.createTestingModule({ imports: [module] }).compile();
  // Not before: compiling sets a logger of its own.
  Logger.overrideLogger(false);
  return closeLater(compiled);
}

/** A module with a server and these providers. */
export function moduleWith(...providers: Provider[]): Type {
  @Module({ imports: [McpModule.forRoot({ name: 'test', version: '1.0.0' })], providers })
  class ExampleModule {}
  return ExampleModule;
}

/** A client, and what a tool answers. */
export async function connect(app: TestingModule, options?: ConnectOptions) {
  const client = closeLater(await connectClient(app, options));
  const call = (name: string, args: Record<string, unknown> = {}) =>
    client.callTool({ name, arguments: args });
  return { client, call };
}

/** What a client reads when a tool answers with this text. */
export function text(value: string) {
  return [{ type: 'text', text: value }];
}
