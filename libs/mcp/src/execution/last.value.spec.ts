import { asapScheduler, EMPTY, EmptyError, NEVER, observeOn, of, throwError } from 'rxjs';
import { thenable } from '../../test/behaviour.fixture.js';
import { describe, expect, it } from 'vitest';
import { lastValue } from './last.value.js';

const error = new Error('boom');

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
