import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { processFile, type ProcessName } from './process.files.js';
import type { Json } from './rpc.messages.js';

/** A server that runs as a process of its own and speaks on its stdin and stdout. */
export class ServerProcess {
  private readonly lines: AsyncIterator<string>;
  private readonly exited: Promise<unknown[]>;
  private errors = '';

  private constructor(readonly child: ChildProcessWithoutNullStreams) {
    this.lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    this.exited = once(child, 'close');
    child.stderr.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
    child.stdin.on('error', () => undefined);
    onTestFinished(() => void child.kill('SIGKILL'));
  }

  static start(name: ProcessName, ...flags: string[]): ServerProcess {
    return new ServerProcess(spawn(process.execPath, [processFile(name), ...flags]));
  }

  /** What it wrote to stderr so far. */
  get stderr(): string {
    return this.errors;
  }

  write(...messages: unknown[]): void {
    this.child.stdin.write(messages.map((message) => `${JSON.stringify(message)}\n`).join(''));
  }

  /** The next line of stdout, which must be a frame; undefined at the end. */
  async frame(): Promise<Json | undefined> {
    const { done, value } = await this.lines.next();
    if (done) return undefined;
    const frame = JSON.parse(value) as Json;
    if (frame['jsonrpc'] !== '2.0') throw new Error(`not a frame: ${value}`);
    return frame;
  }

  async ask(message: unknown): Promise<Json | undefined> {
    this.write(message);
    return this.frame();
  }

  /** All frames until stdout ends. */
  async rest(): Promise<Json[]> {
    const all: Json[] = [];
    for (let one = await this.frame(); one; one = await this.frame()) all.push(one);
    return all;
  }

  /** Exit code and signal, once it has ended and all it wrote has arrived. */
  async end(): Promise<unknown[]> {
    return this.exited;
  }
}
