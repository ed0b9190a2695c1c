import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sessionParts } from '../../test/limits.fixture.js';
import { exchangeOf, legacyPeer } from '../../test/exchange.fixture.js';
import type { PrincipalOf } from '../context/exchange.js';
import { ConnectionLimiter } from './connection.limiter.js';
import { Owners } from './owners.js';
import { SessionStore } from './session.store.js';

const IDLE = 10_000;
const HANDSHAKE = 60_000;
let limiter: ConnectionLimiter;
let store: SessionStore;

beforeEach(() => {
  vi.useFakeTimers();
  limiter = new ConnectionLimiter(3);
  store = storeOf();
});

afterEach(() => {
  store.close();
  vi.useRealTimers();
});

const ADA = { headers: { authorization: 'ada' }, request: {} };
const open = () => {
  const session = store.open(legacyPeer(), ADA);
  session.touch();
  return session;
};

interface Options {
  readonly idleTimeout?: number;
  readonly principal?: PrincipalOf;
}

function storeOf({ idleTimeout = IDLE, principal }: Options = {}): SessionStore {
  const options = { ...sessionParts(), idleTimeout, handshakeTimeout: HANDSHAKE };
  return new SessionStore(limiter, new Owners(principal), options);
}

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
    for (const session of [open(), open(), open()]) session.begin(exchangeOf());
    expect(() => open()).toThrow(expect.objectContaining({ code: 'TOO_MANY_CONNECTIONS' }));
    expect(store.size).toBe(3);
  });

  it('takes no room for a caller that the application cannot name', () => {
    const principal = () => {
      throw new Error('no directory');
    };
    for (let count = 0; count < 5; count++) {
      expect(() => storeOf({ principal }).open(legacyPeer(), ADA)).toThrow('no directory');
    }
    expect(limiter.count).toBe(0);
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
    const telling = storeOf({ principal: ({ headers }) => headers.authorization });
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
      const connection = {
        send: vi.fn(),
        sendAll: vi.fn(),
        end: vi.fn(),
        closed: false,
        full: false,
      };
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

describe('room at the limit', () => {
  it('is made by the session that nothing happened in for longest', () => {
    const [first, second, third] = [open(), open(), open()];
    vi.advanceTimersByTime(10);
    store.require(first.id, ADA);
    third.begin(exchangeOf());
    vi.advanceTimersByTime(10);
    open();
    expect(store.find(second.id)).toBeUndefined();
    expect([first, third].every(({ id }) => store.find(id))).toBe(true);
    expect(limiter.count).toBe(3);
  });

  it('is made by handshakes that were not completed before sessions that are used', () => {
    const used = open();
    vi.advanceTimersByTime(1000);
    const shaken = [1, 2].map(() => store.open(legacyPeer(), ADA));
    for (let count = 0; count < 5; count++) store.open(legacyPeer(), ADA);
    expect(store.find(used.id)).toBe(used);
    expect(shaken.map(({ id }) => store.find(id))).toEqual([undefined, undefined]);
  });

  it('is made for what is no session, too', () => {
    open();
    open();
    open();
    expect(() => limiter.enter()).not.toThrow();
    expect(store.size).toBe(2);
  });
});

describe('a handshake', () => {
  it('that is not completed ends after a while, however long sessions may be idle', () => {
    const eternal = storeOf({ idleTimeout: 0 });
    const [shaken, used] = [eternal.open(legacyPeer(), ADA), eternal.open(legacyPeer(), ADA)];
    eternal.require(used.id, ADA);
    vi.advanceTimersByTime(2 * HANDSHAKE);
    expect(eternal.find(shaken.id)).toBeUndefined();
    expect(eternal.find(used.id)).toBe(used);
    eternal.close();
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
    const every = vi.spyOn(globalThis, 'setInterval');
    storeOf({ idleTimeout: 3_600_000 }).close();
    expect(every).toHaveBeenCalledWith(expect.any(Function), 60_000);
  });

  it('stay for ever with 0', () => {
    const eternal = storeOf({ idleTimeout: 0 });
    eternal.open(legacyPeer(), ADA).touch();
    vi.advanceTimersByTime(10 * 24 * 3_600_000);
    expect(eternal.size).toBe(1);
    eternal.close();
  });
});
