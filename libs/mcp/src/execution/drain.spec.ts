import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { describe, expect, it, vi } from 'vitest';
import { exchangeOf } from '../../test/exchange.fixture.js';
import { LIMIT } from '../../test/interactive.fixture.js';
import { text, toContent } from './content.js';
import { withDeadline } from './deadline.js';

const contentOf = async (value: unknown, exchange = exchangeOf(), limit = LIMIT) =>
  toContent(value, exchange, limit);

const TOO_LARGE = { code: 'RESULT_TOO_LARGE' };

/** Gives the same item without end, and knows whether it was cleaned up. */
function endless(item: unknown) {
  const cleanUp = vi.fn();
  const sync = function* () {
    try {
      for (;;) yield item;
    } finally {
      cleanUp();
    }
  };
  const later = async function* () {
    yield* sync();
  };
  return { sync, later, cleanUp };
}

describe.each(['sync', 'later'] as const)('a generator that never waits (%s)', (kind) => {
  it('is ended by the time-out, and cleaned up', async () => {
    const exchange = exchangeOf();
    const source = endless(undefined);
    const call = withDeadline(exchange, 30, () => contentOf(source[kind](), exchange));
    await expect(call).rejects.toMatchObject({ reason: 'timed-out' });
    await expect.poll(() => source.cleanUp.mock.calls.length).toBe(1);
  });

  it('lets others have their turn', async () => {
    const exchange = exchangeOf();
    const call = contentOf(endless(null)[kind](), exchange);
    call.catch(() => undefined);
    for (let turn = 0; turn < 5; turn++) await setImmediate();
    exchange.abort('cancelled');
    await expect(call).rejects.toMatchObject({ reason: 'cancelled' });
  });

  it('is ended when its items are too large', async () => {
    const source = endless('');
    await expect(contentOf(source[kind]())).rejects.toMatchObject(TOO_LARGE);
    expect(source.cleanUp).toHaveBeenCalledOnce();
  });
});

describe('a source that waits', () => {
  const never = new Promise<never>(() => undefined);

  it('is ended when the call is, with those that it is an item of', async () => {
    const exchange = exchangeOf();
    const cleanUp = vi.fn();
    const inner = { next: () => never, return: cleanUp, [Symbol.asyncIterator]: () => inner };
    const outer = async function* () {
      try {
        yield 'a';
        yield inner;
      } finally {
        cleanUp();
      }
    };
    void contentOf(outer(), exchange);
    await setImmediate();
    expect(cleanUp).not.toHaveBeenCalled();
    exchange.abort('disconnected');
    await setImmediate();
    expect(cleanUp).toHaveBeenCalledTimes(2);
  });

  it('is ended if it is returned to a call that ended', async () => {
    const exchange = exchangeOf();
    exchange.abort('timed-out');
    const stream = new Readable({ read: () => undefined });
    await expect(contentOf(stream, exchange)).rejects.toMatchObject({ reason: 'timed-out' });
    expect(stream.destroyed).toBe(true);
  });

  it('leaves nothing behind when it ends itself', async () => {
    const exchange = exchangeOf();
    const stop = vi.fn();
    const source = (async function* () {
      yield 'a';
    })();
    source.return = stop;
    expect(await contentOf(source, exchange)).toEqual([text('a')]);
    exchange.abort('cancelled');
    expect(stop).not.toHaveBeenCalled();
  });
});

describe('what a source gives', () => {
  it('may be a list of 200,000 blocks', async () => {
    const block = text('a');
    const source = [Array.from({ length: 200_000 }, () => block)].values();
    const content = await contentOf(source, exchangeOf(), 32 * 1024 * 1024);
    expect(content).toHaveLength(200_000);
  });

  it('may be promises', async () => {
    expect(await contentOf([Promise.resolve('a'), 'b'].values())).toEqual([text('a'), text('b')]);
  });

  it('may be sources', async () => {
    const source = [['a', 'b'].values(), Readable.from(['c'])].values();
    expect(await contentOf(source)).toEqual([text('a'), text('b'), text('c')]);
  });

  it.each([
    ['text', () => 'a'.repeat(5000)],
    ['a block', () => text('a'.repeat(5000))],
    ['media', () => ({ type: 'image', data: 'AAAA'.repeat(1250), mimeType: 'image/png' })],
    ['a resource', () => ({ type: 'resource', resource: { uri: 'a:b', text: 'a'.repeat(5000) } })],
    ['bytes', () => new Uint8Array(4000)],
    ['a Blob', () => new Blob([new Uint8Array(5000)])],
    ['an object', () => ({ a: 'a'.repeat(5000) })],
    ['a link', () => ({ type: 'resource_link', uri: 'a:b', name: 'a'.repeat(5000) })],
  ])('is bounded: %s', async (_, item) => {
    await expect(contentOf([item()].values())).rejects.toMatchObject({
      ...TOO_LARGE,
      message: expect.stringMatching(/at least \d+ bytes, and limits\.resultBytes allows 4096\./),
    });
  });

  it('is an error if it cannot be taken, and the source is cleaned up', async () => {
    const source = endless(7n);
    await expect(contentOf(source.later())).rejects.toMatchObject({
      code: 'UNSERIALISABLE_RESULT',
    });
    expect(source.cleanUp).toHaveBeenCalledOnce();
  });

  it('counts, not how it is cleaned up', async () => {
    const warned = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const bad = {
      next: () => ({ value: 7n }),
      return: () => Promise.reject(new Error('clean-up')),
      [Symbol.asyncIterator]: () => bad,
    };
    await expect(contentOf(bad)).rejects.toMatchObject({ code: 'UNSERIALISABLE_RESULT' });
    await setImmediate();
    expect(warned).toHaveBeenCalledWith('Cleaning up after a call failed: Error: clean-up');
    warned.mockRestore();
  });
});
