import { processFile } from '../../support/wire/process.files.js';
import { MCP_PROXY, MCP_PROXY_LIBRARY } from './package.files.js';
import { ProcessGroup } from './process.group.js';

/** mcp-proxy takes port 0, and tells nobody which it got: this tells its parent. */
const TELL_PORT = `import { Server } from 'node:net';
const { listen } = Server.prototype;
Server.prototype.listen = function (...args) {
  this.once('listening', () => process.send(this.address().port));
  return listen.apply(this, args);
};`;

export type Upstream = 'legacy' | 'modern';

/** Serves the story desk, which is a process on stdio, over HTTP. */
export class HttpProxy {
  private group: ProcessGroup | undefined;

  constructor(private readonly upstream: Upstream) {}

  /** @returns where it listens */
  async start(): Promise<URL> {
    const preload = `data:text/javascript,${encodeURIComponent(TELL_PORT)}`;
    const flags = ['--port', '0', '--host', '127.0.0.1', '--upstreamProtocol', this.upstream];
    const desk = ['--', process.execPath, processFile('desk')];
    this.group = ProcessGroup.start(['--import', preload, MCP_PROXY, ...flags, ...desk]);
    return new URL(`http://127.0.0.1:${String(await this.group.firstMessage())}`);
  }

  close(): void {
    this.group?.close();
  }
}

/** What to start to have a server over HTTP served on stdio, which only the library of mcp-proxy does. */
export function stdioProxy(url: URL, upstreamProtocol: Upstream) {
  const options = { serverType: 'HTTPStream', url: url.href, upstreamProtocol };
  const program = `import { startStdioServer } from ${JSON.stringify(MCP_PROXY_LIBRARY)};
await startStdioServer(${JSON.stringify(options)});`;
  return { command: process.execPath, args: ['--input-type=module', '--eval', program] };
}
