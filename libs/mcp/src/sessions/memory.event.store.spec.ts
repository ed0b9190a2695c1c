import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryEventStore } from './memory.event.store.js';

let store: MemoryEventStore;

beforeEach(() => {
  store = new MemoryEventStore({ events: 3, characters: 10 });
});

const frames = (id: string, session = 'a') =>
  store.after(session, id)?.events.map(({ frame }) => frame);

describe('MemoryEventStore', () => {
  it('gives each event of a session its own id', () => {
    const ids = ['x', 'y', 'x'].map((stream) => store.append('a', stream, '1'));
    expect(new Set(ids).size).toBe(3);
  });

  it('knows what came after an event on the same stream', () => {
    const first = store.append('a', 'x', '1');
    store.append('a', 'y', '2');
    store.append('a', 'x', '3');
    expect(frames(first)).toEqual(['3']);
    expect(store.after('a', first)?.streamId).toBe('x');
  });

  it('has nothing after the last event', () => {
    expect(frames(store.append('a', 'x', '1'))).toEqual([]);
  });

  it('shows a session nothing of another one', () => {
    const id = store.append('a', 'x', '1');
    store.append('b', 'x', '2');
    expect(store.after('c', id)).toBeUndefined();
    expect(frames(id, 'b')).toEqual([]);
  });

  it('forgets the oldest events beyond the limit', () => {
    const [first, second] = ['1', '2', '3', '4'].map((frame) => store.append('a', 'x', frame));
    expect(frames(first!)).toBeUndefined();
    expect(frames(second!)).toEqual(['3', '4']);
  });

  it('forgets events that take too much room', () => {
    const first = store.append('a', 'x', '12345');
    const second = store.append('a', 'x', '123456');
    expect(frames(first)).toBeUndefined();
    expect(frames(second)).toEqual([]);
    expect(frames(store.append('a', 'x', 'x'.repeat(11)))).toBeUndefined();
  });

  it('forgets what was silent for longest when all take too much room', () => {
    store = new MemoryEventStore({ events: 3, characters: 10, total: 12 });
    const [a, b] = ['a', 'b'].map((session) => store.append(session, 'x', '12345'));
    store.append('a', 'x', '67');
    const c = store.append('c', 'x', '1');
    expect(frames(b!, 'b')).toBeUndefined();
    expect(frames(a!, 'a')).toEqual(['67']);
    expect(frames(c, 'c')).toEqual([]);
    store.clear('a');
    expect(store.append('b', 'x', '1234567890')).not.toBe(b);
    expect(frames(c, 'c')).toEqual([]);
  });

  it('forgets a session', () => {
    const id = store.append('a', 'x', '1');
    store.clear('a');
    expect(frames(id)).toBeUndefined();
  });
});
