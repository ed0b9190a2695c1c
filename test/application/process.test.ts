import supertest from 'supertest';
import { expect, it } from 'vitest';

import { postModern } from '../support/wire/http.client.js';
import { callTool } from '../support/wire/rpc.messages.js';
import { ServerProcess } from '../support/wire/server.process.js';
import { DeskProcess } from './desk.process.js';

const EXAMPLE = callTool('example_tool', { input_param: 'hello' });

/** Rejects with values that are hard to read, when a signal says so. */
const REJECTING = `
  process.on('SIGUSR2', () => {
    const fail = () => { throw new Error('hostile'); };
    const traps = { get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail };
    const reasons = [Object.create(null), new Proxy({}, traps), Symbol('s'), undefined, { toString: fail }];
    for (const reason of reasons) void Promise.reject(reason);
  });`;

it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)(
  'ends in good order on %s',
  async (signal) => {
    const desk = await DeskProcess.start();
    desk.child.kill(signal);
    expect(await desk.end()).toEqual([0, null]);
  },
);

it('goes on after SIGUSR2, over HTTP and over stdio', async () => {
  const desk = await DeskProcess.start();
  desk.child.kill('SIGUSR2');
  await postModern(desk, 'tools/call', EXAMPLE).expect(200);
  await desk.stop();
  const server = ServerProcess.start('app');
  await server.ask({ jsonrpc: '2.0', id: 1, method: 'ping' });
  server.child.kill('SIGUSR2');
  expect(await server.ask({ jsonrpc: '2.0', id: 2, method: 'ping' })).toMatchObject({ id: 2 });
  server.child.kill('SIGHUP');
  expect(await server.end()).toEqual([0, null]);
});

it('goes on after rejections that nobody handles, whatever their reasons', async () => {
  const desk = await DeskProcess.start({ preload: REJECTING });
  desk.child.kill('SIGUSR2');
  await expect.poll(() => desk.log.match(/ERROR: \[UnhandledRejection\]/g)).toHaveLength(5);
  await postModern(desk, 'tools/call', EXAMPLE).expect(200);
  await desk.stop();
});

it('says in its log which hosts it refuses', async () => {
  const desk = await DeskProcess.start();
  await supertest(desk.origin).get('/orders').set('host', 'evil.example').expect(403);
  expect(await desk.stop()).toMatch(/WARN.*mcpHostCheck refused a request .*'evil\.example'/);
});
