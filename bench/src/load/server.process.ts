import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Question, Reading } from '../servers/agent.js';
import { pinned, SERVER_CORE } from './cores.js';

const SERVERS = join(import.meta.dirname, '..', 'servers');

/** How a server is started. */
export interface ServerSpec {
  /** File under `servers/`. */
  readonly server: string;
  /** What the file makes of `BENCH_MODE`. */
  readonly mode?: string;
  /** @default 20 */
  readonly tools?: number;
}

/** A server under test: a process of its own, on a core of its own. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {}

  static async start({ server, mode = '', tools = 20 }: ServerSpec): Promise<ServerProcess> {
    const [command, args] = pinned(SERVER_CORE, process.execPath, [
      '--expose-gc',
      join(SERVERS, `${server}.js`),
    ]);
    const env = { ...process.env, BENCH_MODE: mode, BENCH_TOOLS: String(tools) };
    const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const [message] = (await Promise.race([once(child, 'message'), failure(child, server)])) as [
      { port: number },
    ];
    return new ServerProcess(child, message.port);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  usage(): Promise<Reading> {
    return this.ask('usage');
  }

  /** What is held when the garbage is gone. */
  collected(): Promise<Reading> {
    return this.ask('collected');
  }

  /** Microseconds of CPU that a fixed piece of work takes on the server's core now. */
  async reference(): Promise<number> {
    return (await this.ask<{ time: number }>('reference')).time;
  }

  async stop(): Promise<void> {
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }

  private async ask<T = Reading>(ask: Question['ask']): Promise<T> {
    const answered = once(this.child, 'message');
    this.child.send({ ask } satisfies Question);
    const [answer] = (await answered) as [T];
    return answer;
  }
}

async function failure(child: ChildProcess, server: string): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null];
  throw new Error(`${server} ended with ${code} before it listened`);
}
