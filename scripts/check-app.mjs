/** Runs the built application with plain node, over HTTP and over stdio, and lists its tools. */
import { spawn } from 'node:child_process';
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

await withServer(['dist/src/main.js', '--port', '0'], '.', (endpoint) =>
  withClient(endpoint, async (client) => report('http', await client.listTools())),
);
report('stdio', await listOverStdio());

/** Speaks raw JSON-RPC, because a client skips lines that aren't: here they fail the check. */
async function listOverStdio() {
  const server = spawn(process.execPath, ['dist/src/stdio.js'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: 30_000,
  });
  try {
    for (const request of REQUESTS) {
      server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...request })}\n`);
    }
    return await answerTo(2, server);
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
