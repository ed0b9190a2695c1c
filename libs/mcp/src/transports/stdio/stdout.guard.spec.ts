import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';

type Done = (error?: Error | null) => void;

class FakeStream extends EventEmitter {
  readonly written: string[] = [];
  failure: Error | null = null;

  write(text: string, done?: Done): boolean {
    this.written.push(text);
    done?.(this.failure);
    return true;
  }
}

let stdout: FakeStream;
let stderr: FakeStream;

beforeEach(() => {
  vi.resetModules();
  stdout = new FakeStream();
  stderr = new FakeStream();
  vi.spyOn(process, 'stdout', 'get').mockReturnValue(stdout as never);
  vi.spyOn(process, 'stderr', 'get').mockReturnValue(stderr as never);
  return () => vi.restoreAllMocks();
});

/** A fresh copy: what is reserved is remembered by the module. */
const reserve = async () => (await import('./stdout.guard.js')).reserveStdout();

describe('reserveStdout', () => {
  it('writes frames to the real stdout', async () => {
    const write = await reserve();
    await write('{"a":1}\n');
    expect(stdout.written).toEqual(['{"a":1}\n']);
    expect(stderr.written).toEqual([]);
  });

  it('sends everything else to stderr', async () => {
    await reserve();
    stdout.write('a stray log');
    expect(stdout.written).toEqual([]);
    expect(stderr.written).toEqual(['a stray log']);
  });

  it('reserves once, however often it is called', async () => {
    const { reserveStdout } = await import('./stdout.guard.js');
    const first = reserveStdout();
    expect(reserveStdout()).toBe(first);
    await first('frame');
    expect(stdout.written).toEqual(['frame']);
  });

  it('tells a writer that the client has gone', async () => {
    const write = await reserve();
    stdout.failure = new Error('EPIPE');
    await expect(write('frame')).rejects.toThrow('EPIPE');
  });

  it('does not crash when the client goes', async () => {
    await reserve();
    expect(() => stdout.emit('error', new Error('EPIPE'))).not.toThrow();
  });
});
