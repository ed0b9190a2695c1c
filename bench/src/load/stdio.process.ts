import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { pinned, SERVER_CORE } from './cores.js';

/** A server on pipes, asked one thing after the other. */
export class StdioProcess {
  private readonly startedAt = performance.now();
  private readonly child;
  private readonly lines: AsyncIterator<string, undefined>;
  private id = 0;

  constructor(file: string) {
    const [command, args] = pinned(SERVER_CORE, process.execPath, [file]);
    this.child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  /** Milliseconds since the process was spawned. */
  get age(): number {
    return performance.now() - this.startedAt;
  }

  async initialize(): Promise<void> {
    await this.request('initialize', {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 'bench', version: '1.0.0' },
    });
    this.write({ jsonrpc: '2.0', method: 'notifications/initialized' });
  }

  /** @throws Error unless the message comes back */
  async echo(message: string): Promise<void> {
    const result = await this.request('tools/call', { name: 'echo', arguments: { message } });
    const [content] = result['content'] as { text: string }[];
    if (content?.text !== message) throw new Error(`echo answered ${JSON.stringify(result)}`);
  }

  async stop(): Promise<void> {
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }

  private async request(method: string, params: object): Promise<Record<string, unknown>> {
    const id = ++this.id;
    this.write({ jsonrpc: '2.0', id, method, params });
    for (;;) {
      const { value, done } = await this.lines.next();
      if (done) throw new Error(`the server ended before it answered ${method}`);
      const answer = JSON.parse(value) as { id?: number; result?: Record<string, unknown> };
      if (answer.id === id && answer.result) return answer.result;
      if (answer.id === id) throw new Error(`${method} failed: ${value}`);
    }
  }

  private write(message: object): void {
    this.child.stdin.write(`${JSON.stringify(message)}\n`);
  }
}
