import { describe, expect, it, vi } from 'vitest';
import { Once, type DoneWork } from './once.js';

describe('work that is done once', () => {
  it('is done at the first time, and gives its value each time', async () => {
    const work = vi.fn(() => ({ id: 7 }));
    const once = new Once({});
    expect(await once.do('book', work)).toEqual({ id: 7 });
    expect(await once.do('book', work)).toEqual({ id: 7 });
    expect(work).toHaveBeenCalledOnce();
  });

  it.each([undefined, null, 0, '', false])('may give %o, through JSON too', async (value) => {
    const done: DoneWork = {};
    await new Once(done).do('book', () => value);
    const again = vi.fn();
    const kept = JSON.parse(JSON.stringify(done)) as DoneWork;
    expect(await new Once(kept).do('book', again)).toBe(value);
    expect(again).not.toHaveBeenCalled();
  });

  it('is apart for each key', async () => {
    const once = new Once({});
    expect(await once.do('a', () => 1)).toBe(1);
    expect(await once.do('b', () => 2)).toBe(2);
  });

  it.each(['constructor', 'toString'])('is not done by itself with the key %s', async (key) => {
    expect(await new Once({}).do(key, () => 'done')).toBe('done');
  });

  it('is not begun again while it is being done', async () => {
    const work = vi.fn(async () => 'done');
    const once = new Once({});
    expect(await Promise.all([once.do('a', work), once.do('a', work)])).toEqual(['done', 'done']);
    expect(work).toHaveBeenCalledOnce();
  });

  it('is done again when it failed', async () => {
    const done: DoneWork = {};
    const once = new Once(done);
    await expect(once.do('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(done).toEqual({});
    expect(await once.do('a', () => 'yes')).toBe('yes');
  });

  it('settles, however it ends', async () => {
    const done: DoneWork = {};
    const once = new Once(done);
    const ends = [once.do('a', async () => 1), once.do('b', () => Promise.reject(new Error('no')))];
    await once.settled();
    expect(done).toEqual({ a: { value: 1 } });
    await Promise.allSettled(ends);
  });
});
