import { once } from 'node:events';
import { mkdtempSync, openSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import supertest from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openSession, postModern } from '../support/wire/http.client.js';
import { callTool, initialize, request } from '../support/wire/rpc.messages.js';
import { ServerProcess } from '../support/wire/server.process.js';
import { DeskProcess } from './desk.process.js';

const EXAMPLE = callTool('example_tool', { input_param: 'hello' });
const FORGED = 'wrong size\n[12:00:00.000] INFO: [OrdersService] Order A-1001 was paid\u001B[2J';
const LOG_LINE = /^\[\d\d:\d\d:\d\d\.\d{3}\] [A-Z]+: /;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const readLog = (): string[] => {
  const files = readdirSync(folder);
  return files.flatMap((file) => readFileSync(join(folder, file), 'utf8').trimEnd().split('\n'));
};

async function serves(desk: DeskProcess): Promise<void> {
  await postModern(desk, 'tools/call', EXAMPLE).expect(200);
}

describe('what clients choose', () => {
  it.each(['', 'production'])('can not flood the log, with NODE_ENV "%s"', async (mode) => {
    const desk = await DeskProcess.start({
      env: { NODE_ENV: mode },
      flags: ['--log-level', 'trace', '--log-file', join(folder, 'app.log')],
    });
    const long = 'y\u2028'.repeat(1_000_000);
    const session = await openSession(desk);
    await session.request('x'.repeat(4_000_000), 'tools/call', EXAMPLE).expect(200);
    await session.request(1, 'tools/call', callTool(long.slice(0, 1_000_000)));
    await session.request(2, long.slice(0, 1_000_000));
    await session.request(3, 'tools/call', callTool('find_order', { number: long }));
    await supertest(desk.origin)
      .get(`/orders/${'z'.repeat(10_000)}`)
      .set('User-Agent', 'z'.repeat(5_000));
    const shown = await desk.stop();
    const lines = readLog();
    expect(readdirSync(folder)).toEqual(['app.1.log']);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toContainEqual(
      expect.objectContaining({
        context: 'McpCall',
        requestId: `${'x'.repeat(100)}… (4000000 characters)`,
      }),
    );
    expect(lines.join('').length).toBeLessThan(100_000);
    expect(shown.length).toBeLessThan(100_000);
  });

  it('can not forge a line', async () => {
    const server = ServerProcess.start('app');
    const { params } = initialize() as { params: object };
    await server.ask(request(0, 'initialize', { ...params, capabilities: { elicitation: {} } }));
    const asked = await server.ask(
      request(1, 'tools/call', callTool('refund_order', { number: 'A-1029' })),
    );
    const content = { agreed: true, reason: FORGED };
    const answer = { jsonrpc: '2.0', id: asked?.['id'], result: { action: 'accept', content } };
    expect(await server.ask(answer)).toMatchObject({ id: 1, result: {} });
    server.child.stdin.end();
    await server.end();
    expect(server.stderr).toContain(String.raw`refunded: wrong size\n[12:00:00.000] INFO: `);
    expect(server.stderr).not.toContain('\u001B');
    for (const line of server.stderr.trimEnd().split('\n')) expect(line).toMatch(LOG_LINE);
  });

  it.each(['', 'production'])('puts no secret into the log, with NODE_ENV "%s"', async (mode) => {
    const desk = await DeskProcess.start({
      env: { NODE_ENV: mode },
      flags: ['--log-level', 'trace'],
    });
    const { body } = await supertest(desk.origin)
      .get('/orders?limit=1&api_token=hush&X-Amz-Signature=hush')
      .set({ 'X-Auth-Token': 'hush', 'X-Amz-Security-Token': 'hush', Authorization: 'hush' })
      .set({ 'X-Forwarded-Access-Token': 'hush', 'X-Csrf-Token': 'hush', Cookie: 'a=hush' });
    expect(body).toMatchObject({ orders: [{}] });
    const session = await openSession(desk);
    await session.request(1, 'tools/call', EXAMPLE).expect(200);
    const log = await desk.stop();
    expect(log).toContain('/orders?…');
    expect(log).not.toContain('hush');
    expect(log).not.toContain(session.id);
  });
});

describe('a client that leaves', () => {
  it.each([
    ['/orders', 'INFO: request aborted', '/orders'],
    ['/mcp', 'DEBUG: [McpModule] A client left during its upload', ''],
  ])('in the middle of an upload to %s is no error', async (path, message, url) => {
    const desk = await DeskProcess.start({ flags: ['--log-level', 'debug'] });
    const { port, hostname } = new URL(desk.origin);
    const client = connect(Number(port), hostname);
    client.write(
      `POST ${path} HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/json\r\n`,
    );
    client.write('Expect: 100-continue\r\nContent-Length: 1000\r\n\r\n{"a":');
    await once(client, 'data');
    client.destroy();
    await expect.poll(() => desk.log).toContain(message);
    await serves(desk);
    const log = await desk.stop();
    expect(log).toContain(url);
    expect(log).not.toContain('ERROR');
    expect(log).not.toMatch(/\n\s+at /);
  });
});

describe('whoever reads the log', () => {
  it('does not stop the server by not reading', async () => {
    const desk = await DeskProcess.start({ flags: ['--log-level', 'trace'] });
    desk.ignoreLog();
    for (let count = 0; count < 1_000; count += 1) {
      await supertest(desk.origin).get('/orders/first').expect(400);
    }
    desk.child.kill('SIGTERM');
    desk.child.stderr?.resume();
    expect(await desk.end()).toEqual([0, null]);
  });

  it('does not stop the server by leaving', async () => {
    const desk = await DeskProcess.start();
    desk.child.stderr?.destroy();
    for (let count = 0; count < 3; count += 1) await serves(desk);
    desk.child.kill('SIGTERM');
    expect(await desk.end()).toEqual([0, null]);
  });

  it('may be a disk that is full', async () => {
    const path = join(folder, 'app.log');
    const desk = DeskProcess.spawn({
      env: { NODE_ENV: 'production' },
      flags: ['--log-file', path],
      stderr: openSync('/dev/full', 'w'),
    });
    await expect
      .poll(() => readLog().join(''), { timeout: 20_000 })
      .toContain('successfully started');
    desk.child.kill('SIGTERM');
    expect(await desk.end()).toEqual([0, null]);
  });

  it('may be a log file on a disk that is full', async () => {
    symlinkSync('/dev/full', join(folder, 'app.1.log'));
    const desk = await DeskProcess.start({ flags: ['--log-file', join(folder, 'app.log')] });
    await serves(desk);
    expect(await desk.stop()).toContain('tool call completed');
  });
});

describe('a wrong log file', () => {
  it.each([
    ['a folder', (path: string) => path, 'it is a directory; name a file in it, such as app.log'],
    ['a device', () => '/dev/null', 'it is not a regular file'],
    ['no place for files', () => '/proc/desk/app.log', 'there is no such file (/proc/desk)'],
  ])('such as %s stops the start with a message', async (_, pathIn, reason) => {
    const path = pathIn(folder);
    const desk = DeskProcess.spawn({ flags: ['--log-file', path] });
    expect(await desk.end()).toEqual([1, null]);
    expect(desk.log).toBe(
      `The log file ${path} can't be written: ${reason}. ` +
        'Choose another with --log-file, or leave it out.\n',
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});
