import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exchangeOf } from '../../test/exchange.fixture.js';
import { CallAborted, type AbortReason } from '../context/call.aborted.js';
import { withDeadline } from './deadline.js';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const never = () => new Promise<never>(() => undefined);

describe('withDeadline', () => {
  it('returns what the work resolves to, and leaves nothing behind', async () => {
    const exchange = exchangeOf();
    const unwatch = vi.spyOn(exchange, 'unwatch');
    await expect(withDeadline(exchange, 1000, async () => 'done')).resolves.toBe('done');
    expect(vi.getTimerCount()).toBe(0);
    expect(unwatch).toHaveBeenCalledOnce();
    expect(exchange.signal.aborted).toBe(false);
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('boom'))],
    [
      'throws',
      () => {
        throw new Error('boom');
      },
    ],
  ])('fails as the work does when it %s', async (_, work) => {
    await expect(withDeadline(exchangeOf(), 1000, work)).rejects.toThrow('boom');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('gives up when the time is over, not before, and tells the work', async () => {
    const exchange = exchangeOf();
    const result = withDeadline(exchange, 1000, never);
    const settled = vi.fn();
    result.catch(settled);
    await vi.advanceTimersByTimeAsync(999);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await expect(result).rejects.toMatchObject({ name: 'AbortError', reason: 'timed-out' });
    expect(exchange.abortReason).toBe('timed-out');
  });

  it('does not count the time for which the client is asked', async () => {
    const answers: (() => void)[] = [];
    const request = () => new Promise<void>((resolve) => answers.push(resolve));
    const exchange = exchangeOf({ request });
    const ask = () => exchange.request('elicitation/create', {}, 1);
    const result = withDeadline(exchange, 1000, async () => {
      await vi.advanceTimersByTimeAsync(600);
      const both = Promise.all([ask(), ask()]);
      await vi.advanceTimersByTimeAsync(5000);
      answers[0]?.();
      await vi.advanceTimersByTimeAsync(5000);
      answers[1]?.();
      await both;
      expect(exchange.signal.aborted).toBe(false);
      await vi.advanceTimersByTimeAsync(399);
      expect(exchange.signal.aborted).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
    });
    await expect(result).rejects.toMatchObject({ reason: 'timed-out' });
  });

  it('counts no more once it is over', async () => {
    let answer!: () => void;
    const exchange = exchangeOf({
      request: () => new Promise<void>((resolve) => (answer = resolve)),
    });
    let asking: Promise<unknown> | undefined;
    await withDeadline(exchange, 1000, async () => {
      asking = exchange.request('roots/list', {}, 1);
    });
    answer();
    await asking;
    expect(vi.getTimerCount()).toBe(0);
  });

  it('returns at once what is there at once, without a clock', () => {
    const exchange = exchangeOf();
    expect(withDeadline(exchange, 1000, () => 'done')).toBe('done');
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    ['is over', () => 'done'],
    ['goes on', never],
    ['fails', () => Promise.reject(new Error('boom'))],
  ])('gives up what is aborted while it begins and then %s', async (_, work) => {
    const exchange = exchangeOf();
    const result = async () =>
      withDeadline<string>(exchange, 1000, () => {
        exchange.abort('disconnected');
        return work();
      });
    await expect(result()).rejects.toMatchObject({ reason: 'disconnected' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('has no clock running for work that begins with a question', async () => {
    let answer!: () => void;
    const exchange = exchangeOf({
      request: () => new Promise<void>((resolve) => (answer = resolve)),
    });
    const result = withDeadline(exchange, 1000, () => exchange.request('roots/list', {}, 1));
    await vi.advanceTimersByTimeAsync(5000);
    expect(exchange.aborted).toBe(false);
    answer();
    await expect(result).resolves.toBeUndefined();
  });

  it('waits for ever with 0', async () => {
    const exchange = exchangeOf();
    void withDeadline(exchange, 0, never);
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(2 ** 31);
    expect(exchange.signal.aborted).toBe(false);
  });

  it.each<AbortReason>(['cancelled', 'disconnected', 'shutdown'])(
    'stops waiting when the exchange was %s',
    async (reason) => {
      const exchange = exchangeOf();
      const result = withDeadline(exchange, 1000, never);
      exchange.abort(reason);
      await expect(result).rejects.toEqual(new CallAborted(reason));
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  it('does not start work for an exchange that has ended', async () => {
    const exchange = exchangeOf();
    exchange.abort('disconnected');
    const work = vi.fn(never);
    expect(() => withDeadline(exchange, 1000, work)).toThrow(new CallAborted('disconnected'));
    expect(work).not.toHaveBeenCalled();
  });

  it('prefers the abort to what the work makes of it', async () => {
    const exchange = exchangeOf();
    const result = withDeadline(exchange, 0, async () => {
      await new Promise((_, reject) => {
        exchange.signal.addEventListener('abort', () => reject(new Error('AbortError')));
      });
    });
    exchange.abort('cancelled');
    await expect(result).rejects.toBeInstanceOf(CallAborted);
  });

  it('leaves no unhandled rejection when the work fails later', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    let fail: ((error: Error) => void) | undefined;
    const work = () => new Promise<never>((_, reject) => (fail = reject));
    const result = withDeadline(exchangeOf(), 10, work);
    const expectation = expect(result).rejects.toBeInstanceOf(CallAborted);
    await vi.advanceTimersByTimeAsync(10);
    await expectation;
    fail?.(new Error('too late'));
    vi.useRealTimers();
    // Node reports unhandled rejections before the next turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});
