import { describe, expect, it } from 'vitest';
import { thenable } from '../../test/behaviour.fixture.js';
import { andThen, awaitable, begin } from './awaitable.js';

describe('andThen', () => {
  it('goes on at once with what is there', () => {
    expect(andThen(1, (value) => value + 1)).toBe(2);
  });

  it('waits for what is not there yet, before the step or in it', async () => {
    await expect(andThen(Promise.resolve(1), (value) => value + 1)).resolves.toBe(2);
    await expect(andThen(1, async (value) => value + 1)).resolves.toBe(2);
  });

  it('fails as the step does: at once, or later', async () => {
    const fail = () => {
      throw new Error('boom');
    };
    expect(() => andThen(1, fail)).toThrow('boom');
    await expect(andThen(Promise.resolve(1), fail)).rejects.toThrow('boom');
  });
});

describe('begin', () => {
  it('gives what the work gives', async () => {
    expect(begin(() => 1)).toBe(1);
    await expect(begin(async () => 1)).resolves.toBe(1);
  });

  it('rejects for work that throws at once', async () => {
    const fail = () => {
      throw new Error('boom');
    };
    await expect(begin(fail)).rejects.toThrow('boom');
  });
});

describe('awaitable', () => {
  it.each([undefined, null, 0, 'text'])('leaves %s as it is', (value) => {
    expect(awaitable(value)).toBe(value);
  });

  it('makes a promise of what is not there yet', async () => {
    const promise = Promise.resolve(1);
    expect(awaitable(promise)).toBe(promise);
    expect(awaitable(thenable(1))).toBeInstanceOf(Promise);
    expect(await awaitable(thenable(1))).toBe(1);
  });
});
