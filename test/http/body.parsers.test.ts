import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { Controller, Module, Post, Req, VersioningType, type HttpServer } from '@nestjs/common';
import { RouterModule } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { McpModule } from 'nest-mcp';
import supertest from 'supertest';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSession, post, postModern } from '../support/wire/http.client.js';
import { callTool, initialize } from '../support/wire/rpc.messages.js';
import { ADAPTER_NAMES } from '../support/adapters.js';
import { addTools, serve, type Setup } from '../support/wire/served.app.js';

const KIB = 1024;
const PARSE_ERROR = {
  jsonrpc: '2.0',
  id: null,
  error: { code: -32700, message: 'Parse error: the body is not valid JSON' },
};

/** More than any parser of an HTTP framework takes by default, and less. */
const echoOf = (bytes: number) => callTool('echo', { text: 'x'.repeat(bytes) });

@Controller('plain')
class PlainController {
  @Post()
  read(@Req() { body }: { body: unknown }): unknown {
    return { body };
  }
}

@Module({ controllers: [PlainController] })
class PlainModule {}

/** Ways in which an application sets its parsers and routes, and where our endpoint is then. */
const APPLICATIONS: Record<string, { path: string; setup: Setup }> = {
  'the default parsers': { path: '/mcp', setup: {} },
  'no parsers': { path: '/mcp', setup: { nest: { bodyParser: false } } },
  'a global prefix': {
    path: '/api/mcp',
    setup: { configure: (app) => app.setGlobalPrefix('api') },
  },
  'a global prefix that excludes us': {
    path: '/mcp',
    setup: { configure: (app) => app.setGlobalPrefix('api', { exclude: ['mcp'] }) },
  },
  'versions in the path': {
    path: '/api/v2/agents/mcp',
    setup: {
      mcp: { path: 'agents/mcp', apiVersion: '2' },
      configure: (app) => app.setGlobalPrefix('api').enableVersioning(),
    },
  },
  'versions in a header': {
    path: '/mcp',
    setup: {
      configure: (app) => app.enableVersioning({ type: VersioningType.HEADER, header: 'api' }),
    },
  },
  'a path with a parameter': {
    path: '/tenants/7/mcp',
    setup: { mcp: { path: 'tenants/:id/mcp' } },
  },
  'a module path': {
    path: '/inside/mcp',
    setup: { imports: [RouterModule.register([{ path: 'inside', module: McpModule }])] },
  },
  'a trailing slash': { path: '/mcp/', setup: {} },
  'another case': { path: '/MCP', setup: {} },
};

/** Fastify tells it apart, so there is nothing at that path. */
const EXPRESS_ONLY = ['another case'];

describe.each(ADAPTER_NAMES)('on %s, next to', (adapter) => {
  const names = Object.keys(APPLICATIONS).filter(
    (name) => adapter !== 'fastify' || !EXPRESS_ONLY.includes(name),
  );

  it.each(names)('%s, bodies are ours', async (name) => {
    const { path, setup } = APPLICATIONS[name]!;
    const served = await serve(adapter, setup);
    const invalid = await post(served, '{"jsonrpc":', {}, path).expect(400);
    expect(invalid.body).toEqual(PARSE_ERROR);
    const fits = await postModern(served, 'tools/call', echoOf(3000 * KIB), {}, path).expect(200);
    expect(fits.body.result.content[0].text).toHaveLength(3000 * KIB);
    const large = await postModern(served, 'tools/call', echoOf(5000 * KIB), {}, path).expect(413);
    expect(large.body).toEqual({
      jsonrpc: '2.0',
      error: { code: -32000, message: 'Payload Too Large: the limit is 4194304 bytes.' },
    });
    await openSession(served, undefined, path);
  });
});

describe.each(ADAPTER_NAMES)('the other routes of an application on %s', (adapter) => {
  it('keep their parser, its limit and its errors', async () => {
    const served = await serve(adapter, { imports: [{ module: PlainModule }] });
    const parsed = await post(served, { a: 1 }, {}, '/plain').expect(201);
    expect(parsed.body).toEqual({ body: { a: 1 } });
    const invalid = await post(served, '{"a":', {}, '/plain').expect(400);
    expect(invalid.body).not.toHaveProperty('jsonrpc');
    const large = await post(served, { a: 'x'.repeat(2000 * KIB) }, {}, '/plain').expect(413);
    expect(large.body).not.toHaveProperty('jsonrpc');
  });
});

describe.each(ADAPTER_NAMES)('what guards and handlers see on %s', (adapter) => {
  it('is the parsed body', async () => {
    const body = (_: unknown, ctx: { request: unknown }) => (ctx.request as { body: unknown }).body;
    const served = await serve(adapter, { tools: { body } });
    const session = await openSession(served);
    const answer = await session.request(1, 'tools/call', { name: 'body' }).expect(200);
    expect(JSON.parse(answer.body.result.content[0].text)).toMatchObject({
      id: 1,
      params: { name: 'body' },
    });
  });
});

/** A parser of the application's own. */
const parse = async (
  request: IncomingMessage & { body?: unknown },
  _: unknown,
  next: () => void,
) => {
  request.body = await json(request);
  next();
};

describe('on express', () => {
  it('a parser that the application puts before everything is respected', async () => {
    const before = (http: HttpServer) => void http.use?.(parse);
    const served = await serve('express', { before });
    await post(served, initialize()).expect(200);
  });

  it('a testing module behaves like the application', async () => {
    const testing = await Test.createTestingModule({
      imports: [McpModule.forRoot({ name: 'wire', version: '1.0.0' })],
    }).compile();
    const app = testing.createNestApplication<NestExpressApplication>();
    onTestFinished(() => app.close());
    addTools(app);
    await app.listen(0, '127.0.0.1');
    const served = { origin: await app.getUrl() };
    expect((await post(served, '{').expect(400)).body).toEqual(PARSE_ERROR);
    await postModern(served, 'tools/call', echoOf(150 * KIB)).expect(200);
  });

  it('HTTP+SSE messages are ours too', async () => {
    const served = await serve('express', { mcp: { sse: true } });
    const unknown = '/mcp/messages?sessionId=none';
    const answer = await post(served, '{', {}, unknown).expect(404);
    expect(answer.body.error.code).toBe(-32001);
    await supertest(served.origin).get('/nowhere').expect(404);
  });
});
