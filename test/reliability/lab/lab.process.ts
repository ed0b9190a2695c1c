import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { LAB_FILE } from './lab.build.js';
import type { Answer, LabOptions, LabPorts, Question, Reading } from './lab.options.js';

/** A server under test, seen from its clients. */
export class LabProcess {
  private readonly waiting = new Map<number, (reading: Reading) => void>();
  private asked = 0;

  private constructor(
    readonly child: ChildProcess,
    readonly ports: LabPorts,
    private readonly ended: Promise<never>,
  ) {
    child.on('message', ({ id, reading }: Answer) => {
      this.waiting.get(id)?.(reading);
      this.waiting.delete(id);
    });
  }

  static async start(options: LabOptions): Promise<LabProcess> {
    const args = ['--expose-gc', '--no-warnings', LAB_FILE, JSON.stringify(options)];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit', 'ipc'] });
    child.stdin?.on('error', () => undefined);
    const ended = end(child);
    // It is an error only for those who ask.
    ended.catch(() => undefined);
    const [ports] = (await Promise.race([once(child, 'message'), ended])) as [LabPorts];
    return new LabProcess(child, ports, ended);
  }

  get origin(): string {
    return `http://127.0.0.1:${this.ports.http}`;
  }

  /** @throws Error if the process has died */
  async reading({ collect = false } = {}): Promise<Reading> {
    const id = ++this.asked;
    const answered = new Promise<Reading>((resolve) => this.waiting.set(id, resolve));
    this.child.send({ id, collect } satisfies Question, () => undefined);
    return Promise.race([answered, this.ended]);
  }

  async stop(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended.catch(() => undefined);
  }
}

async function end(child: ChildProcess): Promise<never> {
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  throw new Error(`the server ended with ${code ?? signal}`);
}
