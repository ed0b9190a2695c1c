import { describe, expect, it } from 'vitest';
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

  it('counts who leaves twice once', () => {
    const limiter = new ConnectionLimiter(3);
    const leave = limiter.enter();
    limiter.enter();
    leave();
    leave();
    expect(limiter.count).toBe(1);
  });
});
