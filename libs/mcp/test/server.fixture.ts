import type { ModuleMetadata } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test, type TestingModule } from '@nestjs/testing';
import { Catalogs } from '../src/catalog/catalogs.js';
import { ChangeFeed } from '../src/catalog/change.feed.js';
import type { ToolEntry } from '../src/catalog/tool.entry.js';
import { fill } from '../src/discovery/catalog.filler.js';
import { McpContext } from '../src/context/mcp.context.js';
import { HandlerBinder } from '../src/discovery/handler.binder.js';
import { SERVER_NAME } from '../src/discovery/server.assignment.js';
import { OfferExplorer } from '../src/discovery/offer.explorer.js';
import { PushInteraction } from '../src/execution/interaction/push.interaction.js';
import { exchangeOf } from './exchange.fixture.js';

/** The part of `McpModule` that discovers tools, for the server of that name. */
export function discoveryOf(server = 'default') {
  class Discovery {}
  return {
    module: Discovery,
    imports: [DiscoveryModule],
    providers: [HandlerBinder, OfferExplorer, { provide: SERVER_NAME, useValue: server }],
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
  const catalogs = new Catalogs(new ChangeFeed());
  fill(catalogs, app.get(OfferExplorer, { strict: false }).explore(server));
  return [...catalogs.tools];
}

/** Calls a tool of an application, past the executor: the handler with guards, pipes and so on. */
export async function callTool(
  app: TestingModule,
  name: string,
  args: Record<string, unknown> = {},
  exchange = exchangeOf(),
): Promise<unknown> {
  const entry = explore(app).find((each) => each.key === name);
  if (!entry) throw new Error(`There is no tool ${name}`);
  return entry.handler(args, new McpContext(exchange, new PushInteraction(exchange, 1000)));
}
