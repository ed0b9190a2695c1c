import { Global, type INestApplication, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { McpHealthIndicator, type McpHealthResult } from 'nest-mcp';
import request from 'supertest';
import { afterEach, describe, expect, it } from 'vitest';

import { HealthLimits } from './health.limits.js';
import { HealthModule } from './health.module.js';

const mcp = { tools: 5, open: 0 };

const fakeIndicator: Pick<McpHealthIndicator, 'catalogue' | 'connections'> = {
  catalogue: (key) => resultOf(key, mcp.tools > 0, { tools: mcp.tools }),
  connections: (key) => resultOf(key, mcp.open < 100, { open: mcp.open, limit: 100 }),
};

function resultOf<Key extends string>(key: Key, up: boolean, details: object) {
  return { [key]: { status: up ? 'up' : 'down', ...details } } as McpHealthResult<Key>;
}

@Global()
@Module({
  providers: [{ provide: McpHealthIndicator, useValue: fakeIndicator }],
  exports: [McpHealthIndicator],
})
class FakeMcpModule {}

let app: INestApplication;

async function probe(path: string, limits: Partial<HealthLimits> = {}) {
  const module = await Test.createTestingModule({ imports: [FakeMcpModule, HealthModule] })
    .overrideProvider(HealthLimits)
    .useValue(Object.assign(new HealthLimits(), limits))
    .compile();
  app = module.createNestApplication({ logger: false });
  await app.init();
  return request(app.getHttpServer()).get(path);
}

afterEach(async () => {
  Object.assign(mcp, { tools: 5, open: 0 });
  await app.close();
});

describe('a healthy process', () => {
  it.each([
    ['/health', ['event_loop', 'memory_heap', 'memory_rss', 'catalogue', 'connections']],
    ['/health/live', ['event_loop', 'memory_heap', 'memory_rss']],
    ['/health/ready', ['catalogue', 'connections']],
  ])('answers %s with 200 and details', async (path, checks) => {
    const { status, body, headers } = await probe(path);
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'ok', error: {} });
    expect(Object.keys((body as { details: object }).details).toSorted()).toEqual(
      checks.toSorted(),
    );
    expect(headers['cache-control']).toContain('no-store');
  });
});

describe('a process that is not ready', () => {
  it('fails /health/ready without tools, with details', async () => {
    mcp.tools = 0;
    const { status, body } = await probe('/health/ready');
    expect(status).toBe(503);
    expect(body).toMatchObject({
      status: 'error',
      info: { connections: { status: 'up', open: 0, limit: 100 } },
      error: { catalogue: { status: 'down', tools: 0 } },
    });
  });

  it('fails /health/ready and /health at the limit of connections', async () => {
    mcp.open = 100;
    const { status, body } = await probe('/health/ready');
    expect(status).toBe(503);
    expect(body).toMatchObject({ error: { connections: { status: 'down', open: 100 } } });
    await request(app.getHttpServer()).get('/health').expect(503);
  });

  it('is alive all the same, so nobody restarts it', async () => {
    Object.assign(mcp, { tools: 0, open: 100 });
    expect((await probe('/health/live')).status).toBe(200);
  });
});

describe('a process that is not well', () => {
  it.each<[string, Partial<HealthLimits>]>([
    ['event_loop', { eventLoopDelayMs: -1 }],
    ['memory_heap', { heapBytes: 1 }],
    ['memory_rss', { rssBytes: 1 }],
  ])('fails /health/live and /health for its %s', async (check, limits) => {
    const { status, body } = await probe('/health/live', limits);
    expect(status).toBe(503);
    expect(body).toMatchObject({ status: 'error', error: { [check]: { status: 'down' } } });
    await request(app.getHttpServer()).get('/health').expect(503);
  });

  it('is ready all the same', async () => {
    expect((await probe('/health/ready', { rssBytes: 1 })).status).toBe(200);
  });
});
