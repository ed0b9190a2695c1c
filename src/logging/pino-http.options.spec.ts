import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

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
  response.statusCode = Number(/\d{3}/.exec(url)?.[0] ?? 200);
  response.setHeader('Mcp-Session-Id', 'hush');
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

  it('holds no secrets of headers', async () => {
    await request(server)
      .get('/orders')
      .set({ Authorization: 'Bearer hush', Cookie: 'id=hush', 'Mcp-Session-Id': 'hush' });
    expect(lines[0]?.req?.headers).toMatchObject({
      authorization: '[redacted]',
      cookie: '[redacted]',
      'mcp-session-id': '[redacted]',
    });
    expect(lines[0]?.res?.headers['mcp-session-id']).toBe('[redacted]');
    expect(JSON.stringify(lines)).not.toContain('hush');
  });

  it('holds no secrets of the query, which HTTP+SSE puts its session id into', async () => {
    await request(server).post('/mcp/messages?sessionId=hush&access_token=hush&page=2');
    expect(lines[0]?.req?.url).toBe(
      '/mcp/messages?sessionId=[redacted]&access_token=[redacted]&page=2',
    );
    expect(JSON.stringify(lines)).not.toContain('hush');
  });

  it('holds no arguments of tools, which 2026-07-28 repeats in headers', async () => {
    await request(server).post('/mcp').set('Mcp-Param-Customer', 'hush');
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toContain('hush');
  });

  it('marks the lines within a request with its id only', async () => {
    await request(server).get('/inside');
    const [inside, completed] = lines;
    expect(inside).toMatchObject({ msg: 'inside', httpRequestId: completed?.httpRequestId });
    expect(inside).not.toHaveProperty('req');
  });
});
