import {
  asapScheduler,
  EMPTY,
  EmptyError,
  interval,
  NEVER,
  Observable,
  observeOn,
  of,
  throwError,
} from 'rxjs';
import { thenable } from '../../test/behaviour.fixture.js';
import { describe, expect, it } from 'vitest';
import { exchangeOf } from '../../test/exchange.fixture.js';
import { lastValue as lastValueOf } from './last.value.js';

const error = new Error('boom');
const lastValue = (value: unknown, call = exchangeOf()) => lastValueOf(value, call);

describe('at once', () => {
  it.each<[string, unknown, unknown]>([
    ['a value', 3, 3],
    ['nothing', undefined, undefined],
    ['an Observable, its last value', of(1, 2, 3), 3],
    ['an Observable of undefined', of(1, undefined), undefined],
  ])('gives %s', (_, value, last) => {
    expect(lastValue(value)).toBe(last);
  });

  it('fails as an Observable does', () => {
    expect(() => lastValue(throwError(() => error))).toThrow(error);
    expect(() => lastValue(EMPTY)).toThrow(EmptyError);
  });
});

describe('later', () => {
  const late = observeOn<number>(asapScheduler);

  it.each<[string, unknown]>([
    ['a promise', Promise.resolve(3)],
    ['a thenable', thenable(3)],
    ['an Observable, its last value', of(1, 2, 3).pipe(late)],
    ['an Observable of a thenable', of(thenable(3))],
    ['a promise of an Observable', Promise.resolve(of(1, 2, 3).pipe(late))],
  ])('gives what comes of %s', async (_, value) => {
    const last = lastValue(value);
    expect(last).toBeInstanceOf(Promise);
    expect(await last).toBe(3);
  });

  it('fails as promises and Observables do', async () => {
    await expect(lastValue(Promise.reject(error))).rejects.toBe(error);
    await expect(lastValue(Promise.resolve(EMPTY))).rejects.toThrow(EmptyError);
    const failing = throwError(() => error, asapScheduler);
    await expect(lastValue(failing)).rejects.toBe(error);
  });

  it('waits as long as a stream is open', () => {
    expect(lastValue(NEVER)).toBeInstanceOf(Promise);
  });
});

describe('a stream that goes on when nobody waits any more', () => {
  function endless() {
    let open = 0;
    const stream = new Observable((subscriber) => {
      open++;
      const ticks = interval(1).subscribe(subscriber);
      return () => {
        open--;
        ticks.unsubscribe();
      };
    });
    return { stream, open: () => open };
  }

  it.each(['cancelled', 'disconnected', 'timed-out', 'shutdown'] as const)(
    'is ended when the call was %s',
    (reason) => {
      const exchange = exchangeOf();
      const { stream, open } = endless();
      void lastValue(stream, exchange);
      expect(open()).toBe(1);
      exchange.abort(reason);
      expect(open()).toBe(0);
    },
  );

  it('is ended also if it was returned only then', async () => {
    const exchange = exchangeOf();
    const { stream, open } = endless();
    void lastValue(Promise.resolve(stream), exchange);
    exchange.abort('timed-out');
    await Promise.resolve().then(() => undefined);
    expect(open()).toBe(0);
  });
});
