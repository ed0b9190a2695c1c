import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MCP_REMOTE } from './package.files.js';

/** What to start to have a server over HTTP served on stdio, and what it leaves behind. */
export class RemoteBridge {
  private readonly home = mkdtempSync(join(tmpdir(), 'mcp-remote-'));

  command(url: URL, ...flags: string[]) {
    return {
      command: process.execPath,
      args: [MCP_REMOTE, url.href, '--allow-http', ...flags],
      // Where it would keep tokens; and no browser can be started from an empty path.
      env: { HOME: this.home, MCP_REMOTE_CONFIG_DIR: this.home, PATH: this.home },
      stderr: 'ignore' as const,
    };
  }

  close(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}
