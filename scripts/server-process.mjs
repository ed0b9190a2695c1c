import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const TIMEOUT = 120_000;
const ENDPOINT = /http:\/\/127\.0\.0\.1:\d+\/mcp\b/;

/** Runs a server with plain node, lets `use` work with its endpoint, and expects a clean end. */
export async function withServer(args, cwd, use) {
  const server = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  const exited = once(server, 'exit');
  const guard = setTimeout(() => server.kill('SIGKILL'), TIMEOUT);
  try {
    await use(await endpointOf(server));
    server.kill('SIGTERM');
    const [code, signal] = await exited;
    if (code !== 0) throw new Error(`SIGTERM ended the server with ${code ?? signal}, not 0`);
  } finally {
    clearTimeout(guard);
    server.kill('SIGKILL');
  }
}

async function endpointOf(server) {
  const lines = [];
  for await (const line of createInterface(server.stderr)) {
    lines.push(line);
    const [endpoint] = ENDPOINT.exec(line) ?? [];
    if (endpoint) {
      server.stderr.resume();
      return endpoint;
    }
  }
  throw new Error(`the server named no endpoint on stderr:\n${lines.join('\n')}`);
}

/** Connects a client over HTTP, or over `transport`, and closes it after use. */
export async function withClient(endpoint, use) {
  const transport =
    typeof endpoint === 'string' ? new StreamableHTTPClientTransport(new URL(endpoint)) : endpoint;
  const client = new Client({ name: 'check', version: '1.0.0' });
  const failures = [];
  client.onerror = (error) => failures.push(error);
  await client.connect(transport);
  await use(client);
  await client.close();
  if (failures.length > 0) throw new AggregateError(failures, 'the client met errors');
}
