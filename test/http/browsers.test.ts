import type { INestApplication } from '@nestjs/common';
import { mcpCors } from 'nest-mcp';
import supertest from 'supertest';
import { describe, expect, it } from 'vitest';
import { EventReader } from '../support/wire/event.reader.js';
import { openSession, post, postModern } from '../support/wire/http.client.js';
import { initialize, modernHeaders } from '../support/wire/rpc.messages.js';
import { ADAPTER_NAMES } from '../support/adapters.js';
import { serve, type Setup } from '../support/wire/served.app.js';

const PAGE = 'https://app.example';
const WITH_CORS: Setup = {
  mcp: { allowedOrigins: [PAGE], sse: true },
  configure: (app: INestApplication) => app.enableCors(mcpCors([PAGE])),
};

const HEADERS = [
  'authorization',
  'content-type',
  'last-event-id',
  'mcp-method',
  'mcp-name',
  'mcp-param-region',
  'mcp-protocol-version',
  'mcp-session-id',
].join(',');

describe.each(ADAPTER_NAMES)('a browser page on %s', (adapter) => {
  it.each(['POST', 'GET', 'DELETE'])('may ask for %s beforehand', async (method) => {
    const served = await serve(adapter, WITH_CORS);
    const answer = await supertest(served.origin)
      .options('/mcp')
      .set('origin', PAGE)
      .set('access-control-request-method', method)
      .set('access-control-request-headers', HEADERS)
      .expect(204);
    expect(answer.headers['access-control-allow-origin']).toBe(PAGE);
    expect(answer.headers['access-control-allow-methods']).toContain(method);
    const allowed = answer.headers['access-control-allow-headers']!.replaceAll(' ', '');
    expect(allowed.split(',').toSorted()).toEqual(HEADERS.split(','));
  });

  it('does not get leave for another origin', async () => {
    const served = await serve(adapter, WITH_CORS);
    const answer = await supertest(served.origin)
      .options('/mcp')
      .set('origin', 'https://evil.example')
      .set('access-control-request-method', 'POST');
    expect(answer.headers['access-control-allow-origin']).not.toBe('https://evil.example');
  });

  it('may read answers, errors and streams of all transports', async () => {
    const served = await serve(adapter, WITH_CORS);
    const origin = { origin: PAGE };
    const exposing = {
      'access-control-allow-origin': PAGE,
      'access-control-expose-headers': expect.stringMatching(/^Mcp-Session-Id, ?WWW-Authenticate$/),
    };
    const opened = await post(served, initialize(), origin).expect(200);
    expect(opened.headers).toMatchObject(exposing);
    const modern = await postModern(served, 'tools/list', {}, origin).expect(200);
    expect(modern.headers).toMatchObject(exposing);
    const invalid = await post(served, '{', origin).expect(400);
    expect(invalid.headers).toMatchObject(exposing);
    const missing = await post(served, initialize(), { ...origin, accept: 'text/html' });
    expect(missing.headers).toMatchObject(exposing);
    const session = { 'mcp-session-id': opened.headers['mcp-session-id'] as string };
    for (const [path, headers] of [
      ['/mcp', { ...origin, ...session }],
      ['/mcp/sse', origin],
    ] as const) {
      const stream = await EventReader.open(served.origin + path, { headers });
      expect(stream.status).toBe(200);
      expect(stream.headers).toMatchObject(exposing);
    }
  });
});

describe.each(ADAPTER_NAMES)('a server on loopback on %s', (adapter) => {
  const refusal = (kind: string, name: string) => ({
    jsonrpc: '2.0',
    id: null,
    error: { code: -32000, message: `The ${kind} '${name}' is not allowed here.` },
  });

  it.each(['evil.example', 'evil.example:80', 'localhost.evil.example', '127.0.0.1.evil.example'])(
    'refuses the host %s',
    async (host) => {
      const served = await serve(adapter, { mcp: { sse: true } });
      const answer = await post(served, initialize(), { host }).expect(403);
      expect(answer.body).toEqual(refusal('host', host.replace(':80', '')));
      const agent = supertest(served.origin);
      await agent.get('/mcp').set('host', host).expect(403);
      await agent.delete('/mcp').set('host', host).expect(403);
      await agent.put('/mcp').set('host', host).expect(403);
      await agent.get('/mcp/sse').set('host', host).expect(403);
      await agent.post('/mcp/messages').set('host', host).expect(403);
    },
  );

  it.each(['https://evil.example', 'null', 'http://localhost.evil.example', 'file://'])(
    'refuses the origin %s, also alone',
    async (origin) => {
      const served = await serve(adapter, { mcp: { sse: true } });
      const answer = await post(served, initialize(), { origin }).expect(403);
      expect(answer.body).toEqual(refusal('origin', origin));
      const modern = await postModern(served, 'tools/list', {}, { origin }).expect(403);
      expect(modern.body).toEqual({
        jsonrpc: '2.0',
        error: { code: -32000, message: `The origin '${origin}' is not allowed here.` },
      });
      await supertest(served.origin).get('/mcp/sse').set('origin', origin).expect(403);
    },
  );

  it('is open to local pages under local names', async () => {
    const served = await serve(adapter);
    for (const name of ['localhost', '127.0.0.1', '[::1]']) {
      const local = { host: `${name}:${served.port}`, origin: `http://${name}:5173` };
      await post(served, initialize(), local).expect(200);
    }
    await post(served, initialize(), { host: 'LOCALHOST' }).expect(200);
  });

  it('is open to what the lists name, and stays open to local names', async () => {
    const mcp = { allowedHosts: ['mcp.example'], allowedOrigins: [PAGE] };
    const served = await serve(adapter, { mcp });
    await post(served, initialize(), { host: 'mcp.example:8443', origin: PAGE }).expect(200);
    await post(served, initialize()).expect(200);
    await post(served, initialize(), { host: 'other.example' }).expect(403);
    await post(served, initialize(), { origin: 'https://app.example:444' }).expect(403);
    await post(served, initialize(), { origin: 'http://app.example' }).expect(403);
  });

  it('does not listen to X-Forwarded-Host', async () => {
    const served = await serve(adapter);
    const headers = { host: 'evil.example', 'x-forwarded-host': 'localhost' };
    await post(served, initialize(), headers).expect(403);
  });
});

describe.each(ADAPTER_NAMES)('a server on every interface on %s', (adapter) => {
  const host = '0.0.0.0';

  it('takes any host, but no unknown origin', async () => {
    const served = await serve(adapter, { host });
    await post(served, initialize(), { host: 'mcp.example' }).expect(200);
    const answer = await post(served, initialize(), { origin: PAGE }).expect(403);
    expect(answer.body.error.message).toBe(`The origin '${PAGE}' is not allowed here.`);
    await post(served, initialize(), { origin: 'http://localhost:3000' }).expect(403);
  });

  it('takes the hosts and origins that are named', async () => {
    const mcp = { allowedHosts: ['mcp.example'], allowedOrigins: [PAGE] };
    const served = await serve(adapter, { host, mcp });
    const good = { host: 'mcp.example', origin: PAGE };
    await post(served, initialize(), good).expect(200);
    await post(served, initialize(), { ...good, host: 'localhost' }).expect(403);
    const session = await openSession(served).catch((error: unknown) => error);
    expect(session).toBeInstanceOf(Error);
    const message = modernHeaders({ method: 'tools/list' });
    await post(served, '{', { ...message, origin: 'null' }).expect(403);
  });
});
