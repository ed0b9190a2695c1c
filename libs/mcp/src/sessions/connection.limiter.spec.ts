import { Logger } from '@nestjs/common';
import { describe, expect, it, vi } from 'vitest';
import type { McpError } from '../errors/mcp.error.js';
import { ConnectionLimiter } from './connection.limiter.js';

describe('ConnectionLimiter', () => {
  it('counts who is in', () => {
    const limiter = new ConnectionLimiter(2);
    const leave = limiter.enter();
    limiter.enter();
    expect(limiter).toMatchObject({ count: 2, limit: 2, full: true });
    leave();
    expect(limiter).toMatchObject({ count: 1, full: false });
  });

  it('refuses who comes when it is full, without counting them', () => {
    const limiter = new ConnectionLimiter(1);
    limiter.enter();
    expect(() => limiter.enter()).toThrow(
      expect.objectContaining({
        code: 'TOO_MANY_CONNECTIONS',
        message: 'The limit of 1 open connections is reached; try again later.',
      }),
    );
    expect(limiter.count).toBe(1);
  });

  it('lets the next one in after one has left', () => {
    const limiter = new ConnectionLimiter(1);
    limiter.enter()();
    expect(() => limiter.enter()).not.toThrow();
  });

  it('asks for room before it refuses', () => {
    const limiter = new ConnectionLimiter(1);
    const leave = limiter.enter();
    const makeRoom = vi.fn(() => {
      leave();
      return false;
    });
    limiter.whenFull(makeRoom);
    expect(() => limiter.enter('ada')).not.toThrow();
    expect(() => limiter.enter()).toThrow('limit of 1');
    expect(makeRoom.mock.calls).toEqual([['ada'], [undefined]]);
  });

  it('says to come back at once where there is room soon, whatever the pace of the past', () => {
    vi.useFakeTimers();
    const limiter = new ConnectionLimiter(1);
    limiter.enter();
    limiter.whenFull(() => true);
    vi.advanceTimersByTime(3_600_000);
    expect(() => limiter.enter()).toThrow(expect.objectContaining({ retryAfter: 1 }));
    vi.useRealTimers();
  });

  it('warns of it once a minute, however many come', () => {
    const warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
    const limiter = new ConnectionLimiter(1);
    limiter.enter();
    for (let count = 0; count < 100; count++) expect(() => limiter.enter()).toThrow('limit of 1');
    expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('limits.connections'));
    warn.mockRestore();
  });

  it('tells from the pace of the past when to come back', () => {
    vi.useFakeTimers();
    const limiter = new ConnectionLimiter(1);
    const retryAfter = () => {
      try {
        limiter.enter();
      } catch (error) {
        return (error as McpError).retryAfter;
      }
      return undefined;
    };
    for (let count = 0; count < 3; count++) {
      const leave = limiter.enter();
      vi.advanceTimersByTime(7000);
      leave();
    }
    expect(retryAfter()).toBeUndefined();
    expect(retryAfter()).toBe(7);
    vi.advanceTimersByTime(60_000);
    expect(retryAfter()).toBe(60);
    vi.advanceTimersByTime(3_600_000);
    expect(retryAfter()).toBe(600);
    vi.useRealTimers();
  });

  it('counts who leaves twice once', () => {
    const limiter = new ConnectionLimiter(3);
    const leave = limiter.enter();
    limiter.enter();
    leave();
    leave();
    expect(limiter.count).toBe(1);
  });
});
