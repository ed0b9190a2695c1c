/** Runs the built application with plain node, over HTTP and over stdio, and lists its tools. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { withClient, withServer } from './server-process.mjs';

const REQUESTS = [
  {
    id: 1,
    method: 'initialize',
    params: {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 'check', version: '1.0.0' },
    },
  },
  { method: 'notifications/initialized' },
  { id: 2, method: 'tools/list' },
];

/** Fails a process that has loaded Express, however it did so, when it ends. */
const WITHOUT_EXPRESS = `data:text/javascript,
  import { createRequire } from 'node:module';
  const { cache } = createRequire(process.cwd() + '/');
  process.on('exit', () => {
    if (Object.keys(cache).some((file) => file.includes('/node_modules/express/'))) process.exit(9);
  });`;

await withServer(['dist/src/main.js', '--port', '0'], '.', async (endpoint) => {
  await withClient(endpoint, async (client) => report('http', await client.listTools()));
  await checkHosts(new URL('/orders', endpoint));
});
report('stdio', await listOverStdio('--import', WITHOUT_EXPRESS, 'dist/src/stdio.js'));
await checkBundle();

/** On loopback no other name leads to the REST routes either. */
async function checkHosts(url) {
  const statusFor = async (host) => {
    const [response] = await once(get(url, { headers: { host } }), 'response');
    response.resume();
    return response.statusCode;
  };
  const statuses = [await statusFor('localhost'), await statusFor('evil.example')];
  if (statuses.join() !== '200,403') throw new Error(`hosts: ${statuses.join()}, not 200,403`);
  console.log('hosts: checked in front of all routes');
}

/** Where there is no node_modules: the bundle needs nothing else. */
async function checkBundle() {
  const folder = mkdtempSync(join(tmpdir(), 'nest-mcp-'));
  try {
    cpSync('dist/bundle', folder, { recursive: true });
    report('stdio, bundled', await listOverStdio(join(folder, 'stdio.js')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Speaks raw JSON-RPC, because a client skips lines that aren't: here they fail the check. */
async function listOverStdio(...args) {
  const server = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: 30_000,
  });
  const exited = once(server, 'exit');
  try {
    for (const request of REQUESTS) {
      server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...request })}\n`);
    }
    const answer = await answerTo(2, server);
    const [code] = await exited;
    if (code !== 0) throw new Error(`stdio: the server ended with ${code}`);
    return answer;
  } finally {
    server.kill('SIGKILL');
  }
}

/** Reads to the end of stdout, so that every line is looked at. */
async function answerTo(wanted, { stdin, stdout }) {
  let answer;
  for await (const line of createInterface(stdout)) {
    const { jsonrpc, id, result } = JSON.parse(line);
    if (jsonrpc !== '2.0') throw new Error(`not JSON-RPC on stdout: ${line}`);
    if (id !== wanted) continue;
    answer = result;
    stdin.end();
  }
  return answer;
}

function report(transport, listed) {
  if (!listed?.tools?.length) throw new Error(`${transport}: the server lists no tools`);
  console.log(`${transport}: ${listed.tools.length} tools`);
}
