import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { FastMCP } from 'fastmcp';
import { say, TOOLS } from '../workload/tools.js';
import { announce } from './agent.js';

/** `stateless` or `stateful`; with `-json` behind it, answers are JSON instead of SSE. */
const mode = process.env['BENCH_MODE'] ?? 'stateless';

const silent = (): void => {};
const server = new FastMCP({
  name: 'bench',
  version: '1.0.0',
  logger: { debug: silent, info: silent, log: silent, warn: silent, error: console.error },
});
for (const { name, description, input } of TOOLS) {
  server.addTool({
    name,
    description,
    parameters: input,
    execute: (args) => Promise.resolve(say(args)),
  });
}
const port = await freePort();
await server.start({
  transportType: 'httpStream',
  httpStream: {
    host: '127.0.0.1',
    port,
    stateless: mode.startsWith('stateless'),
    enableJsonResponse: mode.endsWith('-json'),
  },
});
announce(port);

/** FastMCP does not tell which port it got for port 0. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port: free } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return free;
}
