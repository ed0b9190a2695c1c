import type { INestApplicationContext } from '@nestjs/common';
import { ContextIdFactory } from '@nestjs/core';
import { afterAll } from 'vitest';
import { FixtureModule } from '../fixtures/fixture.module.js';
import { TenantStrategy } from '../fixtures/tenant.strategy.js';
import { STDIO_PROCESSES } from './clients/over.stdio.js';
import type { TestClient } from './clients/test.client.js';
import type { Adapter } from './adapters.js';
import { serve, type Served } from './serve.js';

ContextIdFactory.apply(new TenantStrategy());

const running = new Map<string, Promise<Served>>();

/** The fixture, once for each file of tests and each way of serving it. */
export function fixtureServer(adapter: Adapter, sessions: boolean): Promise<Served> {
  const key = `${adapter} ${sessions}`;
  const known = running.get(key);
  if (known) return known;
  const module = FixtureModule.with(sessions ? {} : { sessions: false });
  const server = serve(module).untilClosed(adapter);
  running.set(key, server);
  return server;
}

/** An application for the transports that need no HTTP. */
export async function fixtureApp(): Promise<INestApplicationContext> {
  return (await fixtureServer('express', true)).app;
}

const processes = new Map<string, Promise<TestClient>>();

/** A client of the fixture in a process of its own, once for each file of tests. */
export function fixtureProcess(client: keyof typeof STDIO_PROCESSES): Promise<TestClient> {
  const connected = processes.get(client) ?? STDIO_PROCESSES[client]();
  processes.set(client, connected);
  return connected;
}

afterAll(async () => {
  for (const client of processes.values()) await (await client).close();
  for (const server of running.values()) await (await server).close();
});
