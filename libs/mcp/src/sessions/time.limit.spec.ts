import { describe, expect, it, vi } from 'vitest';
import { within } from './time.limit.js';

describe('work with a time limit', () => {
  it('gives what it comes to', async () => {
    const late = vi.fn();
    expect(await within(1000, 1, late)).toBe(1);
    expect(await within(1000, Promise.resolve(2), late)).toBe(2);
    await expect(within(1000, Promise.reject(new Error('down')), late)).rejects.toThrow('down');
    expect(late).not.toHaveBeenCalled();
  });

  it('fails when its time is up, and leaves no timer', async () => {
    vi.useFakeTimers();
    const late = vi.fn();
    const work = within(10, new Promise(() => undefined), late);
    const failed = expect(work).rejects.toThrow('There was no answer within 10 ms.');
    await vi.advanceTimersByTimeAsync(10);
    await failed;
    expect(late).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('holds what is only like a promise to the same time, and begins it once', async () => {
    vi.useFakeTimers();
    const then = vi.fn();
    // oxlint-disable-next-line unicorn/no-thenable -- as queries of some databases are
    const failed = expect(within(10, { then } as never)).rejects.toThrow('within 10 ms');
    await vi.advanceTimersByTimeAsync(10);
    await failed;
    expect(then).toHaveBeenCalledOnce();
    vi.useRealTimers();
  });
});
