import { describe, expect, it } from 'vitest';
import {
  callTool,
  initialize,
  modernRequest,
  notification,
  request,
} from '../support/wire/rpc.messages.js';
import { ServerProcess } from '../support/wire/server.process.js';

const EXAMPLE = callTool('example_tool', { input_param: 'hello' });
const PROCESSED = [{ type: 'text', text: 'Processed: hello' }];

describe('the application on stdio', () => {
  it('serves the legacy era and exits with 0 at the end of input', async () => {
    const server = ServerProcess.start('app');
    expect(await server.ask(initialize())).toMatchObject({
      id: 0,
      result: { protocolVersion: '2025-11-25', serverInfo: { title: 'Order desk' } },
    });
    server.write(notification('notifications/initialized'));
    expect(await server.ask(request(1, 'tools/call', EXAMPLE))).toEqual({
      jsonrpc: '2.0',
      id: 1,
      result: { content: PROCESSED },
    });
    server.child.stdin.end();
    expect(await server.rest()).toEqual([]);
    expect(await server.end()).toEqual([0, null]);
  });

  it('serves the modern era', async () => {
    const server = ServerProcess.start('app');
    expect(await server.ask(modernRequest(1, 'server/discover'))).toMatchObject({
      id: 1,
      result: { resultType: 'complete', supportedVersions: ['2026-07-28'] },
    });
    expect(await server.ask(modernRequest(2, 'tools/call', EXAMPLE))).toMatchObject({
      id: 2,
      result: { resultType: 'complete', content: PROCESSED },
    });
    server.child.stdin.end();
    expect(await server.end()).toEqual([0, null]);
  });

  it('answers what is pending at the end of input', async () => {
    const server = ServerProcess.start('app');
    const slow = callTool('export_orders', { format: 'csv' }, { progressToken: 'p' });
    server.write(initialize(), request(1, 'tools/call', slow), request(2, 'tools/call', EXAMPLE));
    server.child.stdin.end();
    const frames = await server.rest();
    const answers = frames.filter((frame) => 'id' in frame).map(({ id }) => id);
    expect(new Set(answers)).toEqual(new Set([0, 1, 2]));
    expect(answers).toHaveLength(3);
    expect(frames.at(-1)).toMatchObject({ id: 1, result: { content: [{ type: 'text' }] } });
    expect(frames.filter(({ method }) => method === 'notifications/progress')).not.toEqual([]);
    expect(await server.end()).toEqual([0, null]);
  });

  it('ends without a word when there is no input', async () => {
    const server = ServerProcess.start('app');
    server.child.stdin.end();
    expect(await server.rest()).toEqual([]);
    expect(await server.end()).toEqual([0, null]);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('exits with 0 on %s', async (signal) => {
    const server = ServerProcess.start('app');
    await server.ask(initialize());
    server.child.kill(signal);
    expect(await server.rest()).toEqual([]);
    expect(await server.end()).toEqual([0, null]);
  });

  it('exits with 0 on SIGTERM in the middle of a call', async () => {
    const server = ServerProcess.start('app');
    await server.ask(initialize());
    const slow = callTool('export_orders', { format: 'csv' }, { progressToken: 'p' });
    expect(await server.ask(request(1, 'tools/call', slow))).toMatchObject({
      method: 'notifications/progress',
    });
    server.child.kill('SIGTERM');
    await server.rest();
    expect(await server.end()).toEqual([0, null]);
  });

  it('exits with 0 when nobody reads any more', async () => {
    const server = ServerProcess.start('app');
    await server.ask(initialize());
    server.child.stdout.destroy();
    server.write(request(1, 'tools/list'), request(2, 'tools/list'));
    expect(await server.end()).toEqual([0, null]);
    expect(server.stderr).not.toContain('EPIPE');
  });

  it('answers what is no message and goes on', async () => {
    const server = ServerProcess.start('app');
    server.child.stdin.write('{"jsonrpc":\n');
    expect(await server.frame()).toEqual({
      jsonrpc: '2.0',
      id: null,
      error: { code: -32700, message: 'Parse error: not valid JSON' },
    });
    expect(await server.ask(initialize())).toMatchObject({ id: 0, result: {} });
  });

  it('keeps its log out of stdout', async () => {
    const server = ServerProcess.start('app', '--log-level', 'debug');
    await server.ask(initialize());
    await server.ask(request(1, 'tools/call', EXAMPLE));
    server.child.stdin.end();
    expect(await server.rest()).toEqual([]);
    await server.end();
    expect(server.stderr).toContain('example_tool');
  });

  it('explains a wrong flag and exits with an error', async () => {
    const server = ServerProcess.start('app', '--timeout', 'soon');
    expect(await server.rest()).toEqual([]);
    const [code] = await server.end();
    expect(code).toBeGreaterThan(0);
    expect(server.stderr).toContain('--timeout');
  });
});

describe('code that writes to stdout', () => {
  it('is heard on stderr, and the client sees frames only', async () => {
    const server = ServerProcess.start('noisy');
    await server.ask(initialize());
    const noise = ['console.log', 'console.table', 'process.stdout.write', 'Nest'];
    for (const by of noise) expect(server.stderr).toContain(`by ${by}`);
    const before = server.stderr.length;
    expect(await server.ask(request(1, 'tools/call', callTool('shout')))).toMatchObject({
      id: 1,
      result: { content: [{ type: 'text', text: 'quiet' }] },
    });
    server.child.stdin.end();
    expect(await server.rest()).toEqual([]);
    expect(await server.end()).toEqual([0, null]);
    for (const by of noise) expect(server.stderr.slice(before)).toContain(`by ${by}`);
  });
});
