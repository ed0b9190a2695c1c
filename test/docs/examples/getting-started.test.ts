import { Readable } from 'node:stream';
import { type INestApplication, Logger, type Type } from '@nestjs/common';
import supertest from 'supertest';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  AppModule as AsyncModule,
  OfficeHoursGuard,
} from '../../../docs/examples/async-options.js';
import {
  forBrowsers,
  onExpress,
  onFastExpress,
  onFastify,
  VersionedModule,
  withHostCheck,
  withPrefix,
} from '../../../docs/examples/bootstrap.js';
import { ExistingModule } from '../../../docs/examples/existing-app.js';
import { AppModule as HealthModule } from '../../../docs/examples/health.js';
import { closeLater, compile, text } from './client.support.js';
import { callOverHttp } from './http.support.js';

const GREETED = { result: { content: text('Hello Ada') } };
const greet = (url: string, headers?: Record<string, string>) =>
  callOverHttp(url, 'greet', { name: 'Ada' }, headers);

beforeEach(() => Logger.overrideLogger(false));
afterEach(() => {
  vi.restoreAllMocks();
  OfficeHoursGuard.open = true;
});

async function listen(module: Type): Promise<string> {
  const app = closeLater((await compile(module)).createNestApplication({ logger: false }));
  await app.listen(0, '127.0.0.1');
  return app.getUrl();
}

async function urlOf(app: Promise<INestApplication>): Promise<string> {
  return closeLater(await app).getUrl();
}

describe('bootstrap.ts', () => {
  it.each([
    ['Express', onExpress],
    ['fast Express', onFastExpress],
    ['Fastify', onFastify],
  ])('serves the endpoint on %s', async (_, start) => {
    expect(await greet(`${await urlOf(start(0))}/mcp`)).toMatchObject(GREETED);
  });

  it('puts the global prefix before the path, and no version', async () => {
    expect(await greet(`${await urlOf(withPrefix(0))}/api/mcp`)).toMatchObject(GREETED);
  });

  it('puts a version between the two', async () => {
    const url = await urlOf(withPrefix(0, VersionedModule));
    expect(await greet(`${url}/api/v2/mcp`)).toMatchObject(GREETED);
  });

  it('checks the host in front of all routes', async () => {
    const app = await withHostCheck(0);
    const url = await urlOf(Promise.resolve(app));
    expect(await greet(`${url}/mcp`)).toMatchObject(GREETED);
    await supertest(url).get('/any').set('host', 'evil.example').expect(403);
  });

  it('lets browsers of a known origin in, and others out', async () => {
    const url = `${await urlOf(forBrowsers(0))}/mcp`;
    const known = await greet(url, { Origin: 'https://app.example.com' });
    expect(known).toMatchObject(GREETED);
    expect(known.headers.get('Access-Control-Allow-Origin')).toBe('https://app.example.com');
    expect(await greet(url, { Origin: 'https://evil.example' })).toMatchObject({ status: 403 });
  });
});

describe('async-options.ts', () => {
  it('serves at the path that stands beside the factory', async () => {
    expect(await greet(`${await listen(AsyncModule)}/ai/mcp`)).toMatchObject(GREETED);
  });

  it('runs the guards of the controllers', async () => {
    const url = await listen(AsyncModule);
    OfficeHoursGuard.open = false;
    expect(await greet(`${url}/ai/mcp`)).toMatchObject({ status: 403 });
    const stream = await fetch(`${url}/ai/mcp/sse`);
    expect(stream.status).toBe(403);
    await stream.body?.cancel();
  });
});

describe('existing-app.ts', () => {
  const key = { 'X-Api-Key': 'secret' };

  it('guards route and tool by the same header', async () => {
    const url = await listen(ExistingModule);
    expect(await callOverHttp(`${url}/mcp`, 'open')).toMatchObject({ status: 403 });
    const opened = await callOverHttp(`${url}/mcp`, 'open', {}, key);
    expect(opened).toMatchObject({ result: { content: text('open') } });
  });

  it('leaves failures of tools to the library, and those of routes to the filter', async () => {
    const url = await listen(ExistingModule);
    const closed = await callOverHttp(`${url}/mcp`, 'closed', {}, key);
    expect(closed).toMatchObject({
      result: { isError: true, content: text('The desk is closed.') },
    });
    const route = await fetch(`${url}/desk/closed`, { headers: key });
    expect(await route.json()).toEqual({ status: 404 });
  });

  it('wraps what routes return, and leaves results of tools alone', async () => {
    const url = await listen(ExistingModule);
    const route = await fetch(`${url}/desk`, { headers: key });
    expect(await route.json()).toEqual({ data: 'open' });
  });
});

describe('health.ts', () => {
  it('is up', async () => {
    const answer = await fetch(`${await listen(HealthModule)}/health/ready`);
    expect(await answer.json()).toMatchObject({
      status: 'ok',
      details: { catalogue: { status: 'up', tools: 1 }, connections: { status: 'up' } },
    });
  });
});

describe('stdio.ts', () => {
  it('serves stdin and ends with it', async () => {
    const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };
    vi.spyOn(process, 'stdin', 'get').mockReturnValue(
      Readable.from([Buffer.from(`${JSON.stringify(ping)}\n`)]) as typeof process.stdin,
    );
    const written: string[] = [];
    const write = vi.spyOn(process.stdout, 'write').mockImplementation((chunk, ...rest) => {
      written.push(String(chunk));
      for (const done of rest) if (typeof done === 'function') done();
      return true;
    });
    await import('../../../docs/examples/stdio.js');
    write.mockRestore();
    expect(written.map((frame) => JSON.parse(frame) as unknown)).toEqual([
      { jsonrpc: '2.0', id: 1, result: {} },
    ]);
  });
});
