import type { ModuleMetadata } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test, type TestingModule } from '@nestjs/testing';
import type { ToolEntry } from '../src/catalog/tool.entry.js';
import { McpContext } from '../src/context/mcp.context.js';
import { HandlerBinder } from '../src/discovery/handler.binder.js';
import { SERVER_NAME } from '../src/discovery/server.assignment.js';
import { ToolExplorer } from '../src/discovery/tool.explorer.js';
import { exchangeOf } from './exchange.fixture.js';

/** The part of `McpModule` that discovers tools, for the server of that name. */
export function discoveryOf(server = 'default') {
  class Discovery {}
  return {
    module: Discovery,
    imports: [DiscoveryModule],
    providers: [HandlerBinder, ToolExplorer, { provide: SERVER_NAME, useValue: server }],
  };
}

/** An application with these parts and one server. */
export async function appOf(parts: ModuleMetadata): Promise<TestingModule> {
  const imports = [discoveryOf(), ...(parts.imports ?? [])];
  const app = await Test.createTestingModule({ ...parts, imports }).compile();
  return app.init();
}

/** What the explorer finds in an application. */
export function explore(app: TestingModule, server = 'default'): ToolEntry[] {
  return app.get(ToolExplorer, { strict: false }).explore(server);
}

/** Calls a tool of an application, past the executor: the handler with guards, pipes and so on. */
export async function callTool(
  app: TestingModule,
  name: string,
  args: Record<string, unknown> = {},
  exchange = exchangeOf(),
): Promise<unknown> {
  const entry = explore(app).find((each) => each.name === name);
  if (!entry) throw new Error(`There is no tool ${name}`);
  return entry.handler(args, new McpContext(exchange));
}
