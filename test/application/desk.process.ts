import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';

import { expect, onTestFinished } from 'vitest';

import { processFile } from '../support/wire/process.files.js';

export interface DeskOptions {
  readonly flags?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Code that runs before the application. */
  readonly preload?: string;
  /** Where standard error goes: to the test, unless it says otherwise. */
  readonly stderr?: 'pipe' | number;
}

/** The application as it is started by people: a process that serves HTTP. */
export class DeskProcess {
  private readonly exited: Promise<unknown[]>;
  private written = '';

  private constructor(readonly child: ChildProcess) {
    this.exited = once(child, 'close');
    child.stderr?.on('data', (chunk: Buffer) => (this.written += chunk.toString()));
    onTestFinished(() => void child.kill('SIGKILL'));
  }

  static spawn({ flags = [], env = {}, preload = '', stderr = 'pipe' }: DeskOptions): DeskProcess {
    const load = `data:text/javascript,${encodeURIComponent(preload)}`;
    const stdio: StdioOptions = ['ignore', 'ignore', stderr];
    const args = ['--import', load, processFile('http'), '--port', '0', ...flags];
    return new DeskProcess(
      spawn(process.execPath, args, { stdio, env: { ...process.env, NODE_ENV: '', ...env } }),
    );
  }

  /** Starts it and waits until it serves. */
  static async start(options: DeskOptions = {}): Promise<DeskProcess> {
    const desk = DeskProcess.spawn(options);
    await expect.poll(() => desk.log, { timeout: 20_000 }).toContain('reachable by');
    return desk;
  }

  /** What it wrote to standard error so far. */
  get log(): string {
    return this.written;
  }

  get origin(): string {
    return /http:\/\/127\.0\.0\.1:\d+/.exec(this.written)?.[0] ?? '';
  }

  /** Stops reading its log, as a program does that never began to. */
  ignoreLog(): void {
    this.child.stderr?.removeAllListeners('data').pause();
  }

  /** Exit code and signal. */
  async end(): Promise<unknown[]> {
    return this.exited;
  }

  /** Stops it, and gives all that it wrote to standard error. */
  async stop(): Promise<string> {
    this.child.kill('SIGTERM');
    expect(await this.end()).toEqual([0, null]);
    return this.written;
  }
}
