import { Logger } from '@nestjs/common';
import { describe, expect, it, vi } from 'vitest';
import { unreadLimit } from '../../test/limits.fixture.js';
import { EventKeeper } from './event.keeper.js';
import type { EventStore, StoredEvent } from './event.store.js';
import { MemoryEventStore } from './memory.event.store.js';
import { ResumableStream } from './resumable.stream.js';

const sink = () => ({
  send: vi.fn(async (_frame: string, _eventId?: string) => undefined),
  sendAll: vi.fn((_events: readonly StoredEvent[]) => undefined),
  full: false,
  end: vi.fn(),
  closed: false,
});
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

function streamOf(store: EventStore = new MemoryEventStore({ events: 10, characters: 100 })) {
  return new ResumableStream('s', new EventKeeper(store, 'session'), unreadLimit());
}

describe('a resumable stream', () => {
  it('sends with the id under which an event is kept', async () => {
    const [stream, connection] = [streamOf(), sink()];
    stream.attach(connection);
    await stream.send('a');
    await stream.send('b');
    expect(connection.send.mock.calls).toEqual([
      ['a', 's:1'],
      ['b', 's:2'],
    ]);
  });

  it('keeps the order, however long the store takes', async () => {
    const waiting: (() => void)[] = [];
    const append = (_session: string, _stream: string, frame: string) =>
      frame === 'slow' ? new Promise<string>((done) => waiting.push(() => done('1'))) : '2';
    const stream = streamOf({ append, after: () => undefined, clear: () => undefined });
    const connection = sink();
    stream.attach(connection);
    const sent = [stream.send('slow'), stream.send('fast')];
    await turn();
    waiting[0]?.();
    await Promise.all(sent);
    expect(connection.send.mock.calls.map(([frame]) => frame)).toEqual(['slow', 'fast']);
  });

  it('goes on without a client', async () => {
    const store = new MemoryEventStore({ events: 10, characters: 100 });
    const stream = streamOf(store);
    await stream.send('a');
    await stream.send('b');
    expect(store.after('session', 's:1')?.events).toMatchObject([{ frame: 'b' }]);
  });

  it('ends the connection of a client that came back in another one', () => {
    const [stream, lost, fresh] = [streamOf(), sink(), sink()];
    stream.attach(lost);
    stream.attach(fresh);
    expect(lost.end).toHaveBeenCalledOnce();
    stream.detach(lost);
    expect(stream.connected).toBe(true);
  });

  it('disconnects after what was sent before', async () => {
    const [stream, connection] = [streamOf(), sink()];
    stream.attach(connection);
    void stream.send('a');
    stream.disconnect();
    await turn();
    expect(connection.send).toHaveBeenCalledOnce();
    expect(connection.end).toHaveBeenCalledOnce();
    expect(connection.send.mock.invocationCallOrder[0]).toBeLessThan(
      connection.end.mock.invocationCallOrder[0] ?? 0,
    );
    expect(stream.connected).toBe(false);
  });

  it('ends a connection that comes after its end', async () => {
    const [stream, late] = [streamOf(), sink()];
    stream.end();
    stream.attach(late);
    await turn();
    expect(late.end).toHaveBeenCalledOnce();
  });

  it('sends a client that comes back all that it missed, and once', async () => {
    const kept = new MemoryEventStore({ events: 10, characters: 100 });
    const looked: (() => void)[] = [];
    const stream = streamOf({
      append: (...event) => kept.append(...event),
      // What is added after this look must not get lost.
      after: async (session, id) => {
        const missed = kept.after(session, id);
        await new Promise<void>((resolve) => looked.push(resolve));
        return missed;
      },
      clear: () => undefined,
    });
    const connection = sink();
    for (const frame of ['a', 'b']) await stream.send(frame);
    const resumed = stream.resume(connection, 's:1');
    const sent = stream.send('c');
    await turn();
    looked[0]?.();
    await Promise.all([resumed, sent]);
    const [missed] = connection.sendAll.mock.calls;
    expect(missed?.[0]).toEqual([{ id: 's:2', streamId: 's', frame: 'b' }]);
    expect(connection.send.mock.calls.map(([frame]) => frame)).toEqual(['c']);
  });

  it('is not connected to a client that went before it was sent what it missed', async () => {
    const [stream, gone] = [streamOf(), { ...sink(), closed: true }];
    await stream.resume(gone, 's:1');
    expect(stream.connected).toBe(false);
  });

  it('ends the connection of a client whose events cannot be read', async () => {
    const log = vi.spyOn(Logger.prototype, 'error').mockReturnValue();
    const after = () => Promise.reject(new Error('down'));
    const stream = streamOf({ append: () => '1', after, clear: () => undefined });
    const connection = sink();
    await stream.resume(connection, 's:1');
    expect(connection.end).toHaveBeenCalledOnce();
    expect(stream.connected).toBe(false);
    log.mockRestore();
  });

  it('is not held up by a client that is gone without a word', async () => {
    const stuck = { ...sink(), send: vi.fn(() => new Promise<undefined>(() => undefined)) };
    const [stream, back] = [streamOf(), sink()];
    stream.attach(stuck);
    void stream.send('a');
    await turn();
    await stream.resume(back, 's:1');
    await stream.send('b');
    expect(back.send.mock.calls).toEqual([['b', 's:2']]);
  });

  it('survives a store that fails', async () => {
    const log = vi.spyOn(Logger.prototype, 'error').mockReturnValue();
    const append = vi.fn().mockRejectedValueOnce(new Error('full')).mockReturnValue('2');
    const stream = streamOf({ append, after: () => undefined, clear: () => undefined });
    const connection = sink();
    stream.attach(connection);
    await stream.send('a');
    await stream.send('b');
    // Without an id nobody can ask for what came after it.
    expect(connection.send.mock.calls).toEqual([
      ['a', undefined],
      ['b', '2'],
    ]);
    log.mockRestore();
  });
});
