import { once } from 'node:events';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

import { pinoHttp } from 'pino-http';
import request from 'supertest';
import { beforeEach, describe, expect, it } from 'vitest';

import { createPinoHttpOptions } from './pino-http.options.js';

interface Line {
  level: number;
  msg: string;
  httpRequestId: number;
  req?: { url: string; headers: Record<string, string> };
  res?: { statusCode: number; headers: Record<string, string> };
}

let lines: Line[];
let server: Server;

beforeEach(() => {
  lines = [];
  const options = createPinoHttpOptions({ logLevel: 'info', logLevels: {} });
  const log = pinoHttp(options, {
    write: (line: string) => void lines.push(JSON.parse(line) as Line),
  });
  server = createServer((req, res) => {
    log(req, res);
    answer(req, res);
  });
});

function answer({ url = '', log }: IncomingMessage, response: ServerResponse): void {
  if (url === '/inside') log.info('inside');
  if (url === '/never') return;
  if (url.startsWith('/error')) response.err = new RangeError('beyond');
  response.statusCode = Number(/\d{3}/.exec(url)?.[0] ?? 200);
  response.setHeader('Mcp-Session-Id', 'hush');
  response.setHeader('Set-Cookie', ['hush', 'hush']);
  response.setHeader('Location', '/?hush');
  response.setHeader('Allow', 'GET');
  if (url === '/broken') response.emit('error', new TypeError('broken'));
  response.end();
}

describe('the log of HTTP requests', () => {
  it('has one line for each', async () => {
    await request(server).get('/orders');
    expect(lines).toMatchObject([
      { level: 30, msg: 'request completed', req: { method: 'GET', url: '/orders' } },
    ]);
  });

  it.each([
    ['/404', 40],
    ['/503', 50],
    ['/204', 30],
  ])('logs %s with level %i', async (path, level) => {
    await request(server).get(path);
    expect(lines).toMatchObject([{ level }]);
  });

  it.each(['/health', '/health/live', '/health?verbose'])('is quiet for %s', async (path) => {
    await request(server).get(path);
    expect(lines).toEqual([]);
  });

  it('is not quiet for paths that only begin alike', async () => {
    await request(server).get('/healthy');
    expect(lines).toHaveLength(1);
  });

  it('shows chosen headers only, whatever the others are called', async () => {
    await request(server).get('/orders').set({
      'User-Agent': 'curl/8',
      Traceparent: '00-1-2-01',
      Authorization: 'Bearer hush',
      Cookie: 'id=hush',
      'Mcp-Session-Id': 'hush',
      'Mcp-Param-Customer': 'hush',
      'X-Auth-Token': 'hush',
      'X-Amz-Security-Token': 'hush',
      'X-Forwarded-Access-Token': 'hush',
      'X-Csrf-Token': 'hush',
      Referer: 'https://app.example/?token=hush',
    });
    expect(lines[0]?.req?.headers).toMatchObject({
      'user-agent': 'curl/8',
      traceparent: '00-1-2-01',
    });
    expect(lines[0]?.res?.headers).toEqual({ allow: 'GET' });
    expect(JSON.stringify(lines)).not.toContain('hush');
  });

  it.each([
    ['/mcp/messages?sessionId=hush', '/mcp/messages?…'],
    ['/orders?X-Amz-Signature=hush#hush', '/orders?…'],
    ['//hush@/orders', '///orders'],
    [`/${'x'.repeat(5_000)}`, `/${'x'.repeat(199)}… (5001 characters)`],
  ])('shows %s without what may be a secret', async (url, shown) => {
    await request(server).post(url);
    expect(lines).toMatchObject([{ req: { url: shown } }]);
    expect(JSON.stringify(lines)).not.toContain('hush');
  });

  it('clips the headers that clients choose', async () => {
    await request(server)
      .get('/')
      .set({ 'User-Agent': 'x'.repeat(8_000), Origin: 'y?hush' });
    expect(lines[0]?.req?.headers).toMatchObject({
      'user-agent': `${'x'.repeat(200)}… (8000 characters)`,
      origin: 'y?…',
    });
  });

  it('has no error of its own making for a 5xx', async () => {
    await request(server).get('/503');
    expect(lines[0]).not.toHaveProperty('err');
  });

  it('has the error that the application names', async () => {
    await request(server).get('/error/500');
    expect(lines).toMatchObject([{ level: 50, err: { type: 'RangeError', message: 'beyond' } }]);
  });

  it.each([
    ['before its body has arrived', 'POST', { 'Content-Length': 1_000 }, '{"a":'],
    ['before it has its answer', 'GET', {}, ''],
  ])('is no failure when a client leaves %s', async (_, method, headers, begin) => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const client = httpRequest({ port, host: '127.0.0.1', path: '/never', method, headers });
    client.on('error', () => undefined);
    if (begin === '') client.end();
    else client.write(begin);
    await once(server, 'request');
    client.destroy();
    await expect.poll(() => lines).toMatchObject([{ level: 30, msg: 'request aborted' }]);
    expect(lines[0]).not.toHaveProperty('err');
    server.close();
  });

  it('has the error of a response that failed', async () => {
    await request(server).get('/broken');
    expect(lines).toMatchObject([{ level: 50, err: { type: 'TypeError', message: 'broken' } }]);
  });

  it('marks the lines within a request with its id only', async () => {
    await request(server).get('/inside');
    const [inside, completed] = lines;
    expect(inside).toMatchObject({ msg: 'inside', httpRequestId: completed?.httpRequestId });
    expect(inside).not.toHaveProperty('req');
  });
});
