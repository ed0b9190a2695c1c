import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { McpModule } from 'nest-mcp';
import supertest from 'supertest';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ADAPTER_NAMES } from '../support/adapters.js';
import { EventReader } from '../support/wire/event.reader.js';
import { expectServed, openSession, post, postModern } from '../support/wire/http.client.js';
import { callTool, initialize, request } from '../support/wire/rpc.messages.js';
import { serve, type Served, type Setup } from '../support/wire/served.app.js';

/** Asks for an address as it stands in the request line, whatever it is. */
async function ask({ port }: Served, line: string, host = 'localhost') {
  const body = line.startsWith('POST') ? JSON.stringify(initialize()) : '';
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.write(
    `${line} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n` +
      `Accept: application/json, text/event-stream\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${body.length}\r\n\r\n${body}`,
  );
  return text(socket);
}

const SSE: Setup = { mcp: { sse: true } };

describe.each(ADAPTER_NAMES)('an address on %s', (adapter) => {
  it.each([
    'GET http://localhost:99999/mcp/sse',
    'POST http://localhost:99999/mcp/messages?sessionId=x',
    'HEAD http://localhost:99999/mcp/messages',
    'POST http://localhost:99999/mcp',
    'GET http://localhost:99999/mcp',
    'DELETE http://localhost:99999/mcp',
    'PUT http://localhost:99999/mcp',
  ])('that is no URL is refused: %s', async (line) => {
    const served = await serve(adapter, SSE);
    expect(await ask(served, line)).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/);
    expect(served.logs.has('Invalid URL')).toBe(false);
    await expectServed(served);
  });

  it.each(['/mcp/messages?sessionId=%', '/mcp/messages?sessionId=%ff', '/mcp/messages?%=%'])(
    'with a query that cannot be decoded is that of no session: %s',
    async (path) => {
      const served = await serve(adapter, SSE);
      expect(await ask(served, `POST ${path}`)).toMatch(/^HTTP\/1.1 40[04] /);
      await expectServed(served);
    },
  );

  it('may be a whole URL, and then its host is the one that counts', async () => {
    const served = await serve(adapter, SSE);
    const local = await ask(served, 'POST http://localhost:1/mcp', 'evil.example');
    expect(local).toMatch(/^HTTP\/1.1 200 OK/);
    const evil = await ask(served, 'POST http://evil.example/mcp', 'localhost');
    expect(evil).toMatch(/^HTTP\/1.1 403 /);
  });

  it('that is a whole URL has our limit and our errors', async () => {
    const served = await serve(adapter);
    const large = postModern(served, 'tools/call', callTool('echo', { text: 'x'.repeat(200_000) }));
    await large.expect(200);
    const line = 'POST http://localhost/mcp';
    expect(await ask(served, line)).toContain('"protocolVersion":"2025-11-25"');
  });
});

describe.each(ADAPTER_NAMES)('a slash at the end of an address on %s', (adapter) => {
  it('changes nothing for Streamable HTTP', async () => {
    const served = await serve(adapter);
    const session = await openSession(served, undefined, '/mcp/');
    await session.request(1, 'ping').expect(200);
    await supertest(served.origin).put('/mcp/').expect(405);
    await supertest(served.origin).head('/mcp/').expect(405);
    const large = callTool('echo', { text: 'x'.repeat(3_000_000) });
    await postModern(served, 'tools/call', large, {}, '/mcp/').expect(200);
    const invalid = await post(served, '{', {}, '/mcp/').expect(400);
    expect(invalid.body.error.code).toBe(-32700);
    await supertest(served.origin).delete('/mcp/').set(session.headers).expect(204);
  });

  it.each([
    ['without more', SSE, '/mcp'],
    ['with a prefix', { ...SSE, configure: (app) => app.setGlobalPrefix('api') }, '/api/mcp'],
    ['with a parameter', { mcp: { sse: true, path: 'tenants/:id/mcp' } }, '/tenants/7/mcp'],
  ] as [string, Setup, string][])('changes nothing for HTTP+SSE %s', async (_, setup, path) => {
    const served = await serve(adapter, setup);
    const stream = await EventReader.open(`${served.origin}${path}/sse/`);
    const [address = '', query = ''] = (await stream.next())?.data?.split('?') ?? [];
    expect(address).toBe(`${path}/messages`);
    await post(served, request(1, 'ping'), {}, `${address}/?${query}`).expect(202);
    expect(await stream.message()).toEqual({ jsonrpc: '2.0', id: 1, result: {} });
    await supertest(served.origin).get(`${address}/`).expect(405);
  });
});

describe('an application on fastify that ignores slashes itself', () => {
  it.each([
    new FastifyAdapter({ ignoreTrailingSlash: true }),
    new FastifyAdapter({ routerOptions: { ignoreTrailingSlash: true } }),
  ])('starts, and serves both', async (adapter) => {
    const server = McpModule.forRoot({ name: 'slashes', version: '1.0.0', sse: true });
    const app = await NestFactory.create(server, adapter, { logger: false, abortOnError: false });
    onTestFinished(() => app.close());
    await app.listen(0, '127.0.0.1');
    const target = { origin: await app.getUrl() };
    for (const path of ['/mcp', '/mcp/']) await post(target, initialize(), {}, path).expect(200);
  });
});
