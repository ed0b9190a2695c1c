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
    for (const session of [open(), open(), open()]) session.attend();
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
  it('is made by an idle session, whose client has to shake hands again', () => {
    const [first, second, third] = [open(), open(), open()];
    third.attend();
    vi.advanceTimersByTime(1000);
    store.require(first.id, ADA);
    open();
    expect(() => store.require(second.id, ADA)).toThrow('Session not found');
    expect([first, third].every(({ id }) => store.find(id))).toBe(true);
    expect(limiter.count).toBe(3);
  });

  it('is made soon by one that is new', () => {
    for (let count = 0; count < 3; count++) open();
    expect(() => open()).toThrow(
      expect.objectContaining({ code: 'TOO_MANY_CONNECTIONS', retryAfter: 1 }),
    );
    vi.advanceTimersByTime(1000);
    expect(() => open()).not.toThrow();
  });

  it('is made by a caller of another name or address first, if that holds more', () => {
    const named = storeOf({ principal: ({ headers }) => headers.authorization });
    const from = (ip: string, authorization?: string) =>
      named.open(legacyPeer(), { headers: { authorization }, request: { ip } });
    const [ada, flood] = [from('192.0.2.1', 'ada'), from('192.0.2.1')];
    from('192.0.2.1');
    const bob = from('192.0.2.2');
    expect(named.find(flood.id)).toBeUndefined();
    expect([ada, bob].every(({ id }) => named.find(id))).toBe(true);
    named.close();
  });

  it('is made for what is no session, too', () => {
    open();
    open();
    open();
    vi.advanceTimersByTime(1000);
    expect(() => limiter.enter()).not.toThrow();
    expect(store.size).toBe(2);
  });
});

describe('a handshake', () => {
  it('that is not completed ends after a while, however long sessions may be idle', () => {
    const eternal = storeOf({ idleTimeout: 0 });
    const [shaken, used] = [eternal.open(legacyPeer(), ADA), eternal.open(legacyPeer(), ADA)];
    eternal.require(used.id, ADA);
    vi.advanceTimersByTime(1.1 * HANDSHAKE);
    expect(eternal.find(shaken.id)).toBeUndefined();
    expect(eternal.find(used.id)).toBe(used);
    eternal.close();
  });
});

describe('idle sessions', () => {
  it('end, and others stay', () => {
    const [idle, busy, used] = [open(), open(), open()];
    busy.attend();
    vi.advanceTimersByTime(IDLE / 2);
    store.require(used.id, ADA);
    vi.advanceTimersByTime(0.6 * IDLE);
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

  it('end within a tenth of their time, whenever they became idle', () => {
    for (const part of [0, 0.05, 0.37]) {
      vi.advanceTimersByTime(part * IDLE);
      const { id } = open();
      vi.advanceTimersByTime(IDLE - 1);
      expect(store.find(id)).toBeDefined();
      vi.advanceTimersByTime(0.1 * IDLE + 1);
      expect(store.find(id)).toBeUndefined();
    }
  });

  it('end although a request that their client left is open, or a question', () => {
    const { id } = open();
    const exchange = exchangeOf();
    store.find(id)?.begin(exchange);
    vi.advanceTimersByTime(1.1 * IDLE);
    expect(store.find(id)).toBeUndefined();
    expect(exchange.abortReason).toBe('cancelled');
  });

  it('stay for ever with 0', () => {
    const eternal = storeOf({ idleTimeout: 0 });
    eternal.open(legacyPeer(), ADA).touch();
    vi.advanceTimersByTime(10 * 24 * 3_600_000);
    expect(eternal.size).toBe(1);
    eternal.close();
  });
});
