import { Logger } from '@nestjs/common';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EventKeeper } from './event.keeper.js';
import type { EventStore } from './event.store.js';
import { MemoryEventStore } from './memory.event.store.js';

const log = vi.spyOn(Logger.prototype, 'error').mockReturnValue();

beforeEach(() => {
  log.mockClear();
});

describe('a keeper of events', () => {
  it('keeps those of its session', async () => {
    const store = new MemoryEventStore({ events: 5, characters: 100 });
    const [keeper, other] = [new EventKeeper(store, 'a'), new EventKeeper(store, 'b')];
    const first = await keeper.append('s', '1');
    await keeper.append('s', '2');
    await other.append('s', '3');
    expect((await keeper.after(first!))?.events).toMatchObject([{ frame: '2' }]);
    await keeper.clear();
    expect(await keeper.after(first!)).toBeUndefined();
  });

  it('keeps nothing after it forgot, not even what was on its way', async () => {
    const kept = new MemoryEventStore({ events: 5, characters: 100 });
    let arrive!: () => void;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const slow: EventStore = {
      append: async (...event) => {
        await arrived;
        return kept.append(...event);
      },
      after: (...event) => kept.after(...event),
      clear: (session) => kept.clear(session),
    };
    const keeper = new EventKeeper(slow, 'a');
    const [appended, cleared] = [keeper.append('s', '1'), keeper.clear()];
    expect(await keeper.append('s', '2')).toBeUndefined();
    arrive();
    const id = await appended;
    await cleared;
    expect(await keeper.after(id!)).toBeUndefined();
  });

  it.each<[string, () => never]>([
    [
      'throws',
      () => {
        throw new Error('down');
      },
    ],
    ['rejects', () => Promise.reject(new Error('down')) as never],
  ])('goes on when its store %s, and logs it', async (_, fail) => {
    const store: EventStore = { append: fail, after: fail, clear: fail };
    const keeper = new EventKeeper(store, 'a');
    expect(await keeper.append('s', '1')).toBeUndefined();
    expect(await keeper.clear()).toBeUndefined();
    expect(log.mock.calls).toEqual([
      ['Events of a session could not be kept: Error: down'],
      ['Events of a session could not be forgotten: Error: down'],
    ]);
    await expect(keeper.after('1')).rejects.toThrow('down');
  });

  it('does not wait for a store that hangs, nor for each event anew', async () => {
    vi.useFakeTimers();
    let answer!: (id: string) => void;
    const append = vi.fn(() => new Promise<string>((resolve) => (answer = resolve)));
    const keeper = new EventKeeper({ append, after: () => undefined, clear: () => undefined }, 'a');
    const first = keeper.append('s', '1');
    await vi.advanceTimersByTimeAsync(5000);
    expect(await first).toBeUndefined();
    expect(await keeper.append('s', '2')).toBeUndefined();
    expect(append).toHaveBeenCalledOnce();
    expect(log.mock.calls).toEqual([
      [expect.stringContaining('could not be kept: Error: There was no answer within 5000 ms')],
    ]);
    answer('late');
    await vi.advanceTimersByTimeAsync(0);
    append.mockResolvedValueOnce('3');
    expect(await keeper.append('s', '3')).toBe('3');
    vi.useRealTimers();
  });

  it('refuses a replay that does not come', async () => {
    const never = () => new Promise<never>(() => undefined);
    const keeper = new EventKeeper({ append: never, after: never, clear: never }, 'a', 1);
    await expect(keeper.after('1')).rejects.toThrow('no answer within 1 ms');
  });
});
