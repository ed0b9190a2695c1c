import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UnreadLimit } from './unread.limit.js';

const warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue();

beforeEach(() => {
  vi.useFakeTimers();
  warn.mockClear();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the limit of what clients leave unread', () => {
  it('counts connections that ended, and logs each', () => {
    const limit = new UnreadLimit(1000, 50);
    limit.endStalled(2000);
    limit.endStalled(3000);
    expect(limit.stalled).toBe(2);
    expect(warn.mock.calls[0]?.[0]).toContain('took nothing for 50 ms while 2000 bytes waited');
  });

  it('logs once a minute that messages are left out, however many are', () => {
    const limit = new UnreadLimit(1000, 50);
    for (let count = 0; count < 1000; count++) limit.leaveOut();
    expect(warn).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(60_000);
    limit.leaveOut();
    expect(warn.mock.calls[1]?.[0]).toContain('1001 so far');
  });
});
