import { setImmediate } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { exchangeOf } from '../../test/exchange.fixture.js';

const warned = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);

beforeEach(() => {
  warned.mockClear();
});

describe('what ends with a call', () => {
  it('is ended once, when the call is aborted', () => {
    const exchange = exchangeOf();
    const hook = vi.fn();
    exchange.onAbort(hook);
    expect(hook).not.toHaveBeenCalled();
    exchange.abort('timed-out');
    exchange.abort('cancelled');
    expect(hook).toHaveBeenCalledOnce();
  });

  it('is ended at once when the call was aborted before', () => {
    const exchange = exchangeOf();
    exchange.abort('cancelled');
    const hook = vi.fn();
    exchange.onAbort(hook);
    expect(hook).toHaveBeenCalledOnce();
  });

  it('is left alone once it ended itself, or the call was answered', () => {
    const exchange = exchangeOf();
    const [ended, open] = [vi.fn(), vi.fn()];
    exchange.onAbort(ended);
    exchange.onAbort(open);
    exchange.offAbort(ended);
    exchange.offAbort(vi.fn());
    exchange.close();
    exchange.abort('disconnected');
    expect(ended).not.toHaveBeenCalled();
    expect(open).not.toHaveBeenCalled();
  });

  it('is ended although something else could not be, which is logged', async () => {
    const exchange = exchangeOf();
    const last = vi.fn();
    exchange.onAbort(() => {
      throw new Error('first');
    });
    exchange.onAbort(() => Promise.reject(new Error('second')));
    exchange.onAbort(last);
    exchange.abort('cancelled');
    expect(last).toHaveBeenCalledOnce();
    await setImmediate();
    expect(warned.mock.calls).toEqual([
      ['Cleaning up after a call failed: Error: first'],
      ['Cleaning up after a call failed: Error: second'],
    ]);
  });
});
