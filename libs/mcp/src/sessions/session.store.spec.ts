import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exchangeOf, legacyPeer } from '../../test/exchange.fixture.js';
import { ConnectionLimiter } from './connection.limiter.js';
import { MemoryEventStore } from './memory.event.store.js';
import { SessionStore } from './session.store.js';

const IDLE = 10_000;
const events = new MemoryEventStore({ events: 10, characters: 1000 });
let limiter: ConnectionLimiter;
let store: SessionStore;

beforeEach(() => {
  vi.useFakeTimers();
  limiter = new ConnectionLimiter(3);
  store = new SessionStore(limiter, IDLE, events);
});

afterEach(() => {
  store.close();
  vi.useRealTimers();
});

const ADA = { headers: { authorization: 'ada' }, request: {} };
const open = () => store.open(legacyPeer(), ADA);

describe('SessionStore', () => {
  it('finds a session by its id', () => {
    const session = open();
    expect(store.find(session.id)).toBe(session);
    expect(store.require(session.id, ADA)).toBe(session);
    expect(store.size).toBe(1);
  });

  it('gives ids that cannot be guessed, in characters that a header may have', () => {
    const ids = [open().id, open().id, open().id];
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) {
      expect(id).toMatch(/^[\w-]+$/);
      expect(Buffer.from(id, 'base64url')).toHaveLength(24);
    }
  });

  it('counts sessions against the limit, and opens none beyond it', () => {
    open();
    open();
    open();
    expect(() => open()).toThrow(expect.objectContaining({ code: 'TOO_MANY_CONNECTIONS' }));
    expect(store.size).toBe(3);
  });

  it.each([
    [undefined, 'SESSION_REQUIRED'],
    ['', 'SESSION_NOT_FOUND'],
    ['unknown', 'SESSION_NOT_FOUND'],
    ['__proto__', 'SESSION_NOT_FOUND'],
    ['constructor', 'SESSION_NOT_FOUND'],
  ])('has no session %o', (id, code) => {
    expect(() => store.require(id, ADA)).toThrow(expect.objectContaining({ code }));
  });
});

describe('the owner of a session', () => {
  const BOB = { headers: { authorization: 'bob' }, request: {} };

  it('is whoever knows its id, where callers are not told apart', () => {
    const session = open();
    expect(store.require(session.id, BOB)).toBe(session);
  });

  it('is who opened it, where they are', () => {
    const telling = new SessionStore(limiter, 0, events, ({ headers }) => headers.authorization);
    const session = telling.open(legacyPeer(), ADA);
    expect(telling.require(session.id, ADA)).toBe(session);
    for (const origin of [BOB, { headers: {}, request: {} }]) {
      expect(() => telling.require(session.id, origin)).toThrow(
        expect.objectContaining({ code: 'FOREIGN_SESSION' }),
      );
    }
    telling.close();
  });
});

describe('the end of a session', () => {
  it('closes it, forgets it and makes room', () => {
    const session = open();
    const exchange = exchangeOf();
    session.begin(exchange);
    store.end(session.id);
    expect(exchange.abortReason).toBe('cancelled');
    expect(store.find(session.id)).toBeUndefined();
    expect(limiter.count).toBe(0);
  });

  it('comes once: ending it again makes no more room', () => {
    const session = open();
    open();
    store.end(session.id);
    store.end(session.id);
    store.end('unknown');
    expect(limiter.count).toBe(1);
  });

  it('comes for all when the store closes, and the sweeper stops', async () => {
    const sessions = [open(), open()];
    const ends = sessions.map((session) => {
      const connection = { send: vi.fn(), end: vi.fn(), closed: false };
      session.standalone(() => () => undefined).attach(connection);
      return connection.end;
    });
    store.close();
    expect(store.size).toBe(0);
    expect(limiter.count).toBe(0);
    await vi.advanceTimersByTimeAsync(0);
    for (const end of ends) expect(end).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('idle sessions', () => {
  it('end, and others stay', () => {
    const [idle, busy, used] = [open(), open(), open()];
    busy.begin(exchangeOf());
    vi.advanceTimersByTime(IDLE - 1);
    store.require(used.id, ADA);
    vi.advanceTimersByTime(IDLE - 1);
    expect([idle, busy, used].map(({ id }) => store.find(id) !== undefined)).toEqual([
      false,
      true,
      true,
    ]);
    expect(limiter.count).toBe(2);
  });

  it('are not kept alive by somebody who only looks them up', () => {
    const session = open();
    vi.advanceTimersByTime(IDLE - 1);
    store.find(session.id);
    vi.advanceTimersByTime(IDLE);
    expect(store.size).toBe(0);
  });

  it('are looked for each minute if they may be idle for long', () => {
    const patient = new SessionStore(limiter, 3_600_000, events);
    const every = vi.spyOn(globalThis, 'setInterval');
    new SessionStore(limiter, 3_600_000, events).close();
    expect(every).toHaveBeenCalledWith(expect.any(Function), 60_000);
    patient.close();
  });

  it('stay for ever with 0', () => {
    const eternal = new SessionStore(limiter, 0, events);
    eternal.open(legacyPeer(), ADA);
    vi.advanceTimersByTime(10 * 24 * 3_600_000);
    expect(eternal.size).toBe(1);
    eternal.close();
  });
});
