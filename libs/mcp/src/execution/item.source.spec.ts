import { describe, expect, it, vi } from 'vitest';
import { Readable } from 'node:stream';
import { sourceOf } from './item.source.js';

async function all(value: unknown): Promise<unknown[]> {
  const source = sourceOf(value)!;
  const items: unknown[] = [];
  for (;;) {
    const { done, value: item } = (await source.next()) as IteratorResult<unknown>;
    if (done) return items;
    items.push(item);
  }
}

function* numbers() {
  yield 1;
  yield 2;
}

async function* laterNumbers() {
  yield 1;
  yield 2;
}

describe('a source of items', () => {
  it.each([
    ['a generator', numbers()],
    ['an async generator', laterNumbers()],
    ['an iterator', [1, 2].values()],
    ['a stream', Readable.from([1, 2])],
    ['a web stream', ReadableStream.from([1, 2])],
    ['an async iterable', { [Symbol.asyncIterator]: laterNumbers }],
  ])('is %s', async (_, value) => {
    expect(await all(value)).toEqual([1, 2]);
  });

  it.each([
    [[1, 2]],
    [new Set([1])],
    [new Map([[1, 2]])],
    [Buffer.from('a')],
    ['text'],
    [{ next: 1 }],
    [{ next: () => 1 }],
    [{ next: null, [Symbol.iterator]: numbers }],
    [() => 1],
    [null],
    [undefined],
  ])('is not what has JSON of its own: %o', (value) => {
    expect(sourceOf(value)).toBeUndefined();
  });
});

describe('a source that is stopped', () => {
  it('cleans up', async () => {
    const cleanUp = vi.fn();
    const generator = (function* () {
      try {
        yield 1;
      } finally {
        cleanUp();
      }
    })();
    const source = sourceOf(generator)!;
    await source.next();
    await source.stop();
    expect(cleanUp).toHaveBeenCalledOnce();
  });

  it('is destroyed if it is a stream, also while it waits', async () => {
    const stream = new Readable({ read: () => undefined });
    const source = sourceOf(stream)!;
    const next = Promise.resolve(source.next()).catch(() => 'ended');
    await source.stop();
    await next;
    expect(stream.destroyed).toBe(true);
  });

  it('is canceled if it is a web stream, also while it waits', async () => {
    const cancel = vi.fn();
    const source = sourceOf(new ReadableStream({ cancel }))!;
    const next = source.next();
    await source.stop();
    expect(await next).toMatchObject({ done: true });
    expect(cancel).toHaveBeenCalledOnce();
  });

  it('may be an iterator that has no clean-up', () => {
    const bare = { next: () => ({ done: true }), [Symbol.iterator]: () => bare };
    expect(() => sourceOf(bare)!.stop()).not.toThrow();
  });
});
