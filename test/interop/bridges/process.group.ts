import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

export interface GroupOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A program of node and all that it starts, which end together. */
export class ProcessGroup {
  private constructor(private readonly child: ChildProcess) {}

  static start(args: readonly string[], { cwd, env }: GroupOptions = {}): ProcessGroup {
    const child = spawn(process.execPath, args, {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, ...env },
      ...(cwd !== undefined && { cwd }),
    });
    return new ProcessGroup(child);
  }

  /** What it tells its parent first; an error if it ends before. */
  async firstMessage(): Promise<unknown> {
    const stderr = text(this.child.stderr as Readable);
    const ended = once(this.child, 'exit').then(async () => {
      throw new Error(`ended before it said anything: ${await stderr}`);
    });
    const [message] = (await Promise.race([once(this.child, 'message'), ended])) as unknown[];
    ended.catch(() => undefined);
    return message;
  }

  /** All it writes until its end, and how it ended. */
  async output(): Promise<{ code: unknown; stdout: string; stderr: string }> {
    const { stdout, stderr } = this.child;
    const written = [text(stdout as Readable), text(stderr as Readable)] as const;
    const [code] = (await once(this.child, 'close')) as unknown[];
    return { code, stdout: await written[0], stderr: await written[1] };
  }

  /** Ends it, and whatever is left of what it started. */
  close(): void {
    try {
      if (this.child.pid !== undefined) process.kill(-this.child.pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
