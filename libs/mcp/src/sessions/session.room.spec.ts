import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { legacyPeer } from '../../test/exchange.fixture.js';
import { sessionParts } from '../../test/limits.fixture.js';
import { SessionRoom } from './session.room.js';
import { Session } from './session.js';

/** Of which one percent is 2, and a tenth 20. */
const LIMIT = 200;
const GRACE = 1000;
let room: SessionRoom;
let names: Map<Session, string>;

beforeEach(() => {
  vi.useFakeTimers();
  room = new SessionRoom(LIMIT);
  names = new Map();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A handshake of that caller. */
function shake(caller: string): Session {
  const session = new Session(String(names.size), legacyPeer(), sessionParts(), (one) =>
    room.update(one),
  );
  names.set(session, caller);
  room.enter(session, caller);
  return session;
}

/** A session that its client uses. */
function use(caller: string): Session {
  const session = shake(caller);
  session.touch();
  return session;
}

const times = (count: number, open: () => Session) => Array.from({ length: count }, open);

/** Whose session makes room for a caller, until none does. */
function giversFor(caller: string | undefined, most = LIMIT): string[] {
  const givers: string[] = [];
  while (givers.length < most) {
    const session = room.spareFor(caller);
    if (!(session instanceof Session)) break;
    room.leave(session);
    givers.push(names.get(session) ?? '');
  }
  return givers;
}

describe('of one caller, room is made', () => {
  it('by the session idle for longest', () => {
    const [first, second, third, fourth] = times(4, () => use('a')) as [
      Session,
      Session,
      Session,
      Session,
    ];
    const leave = third.attend();
    first.touch();
    vi.advanceTimersByTime(GRACE);
    for (const expected of [second, fourth, first]) {
      expect(room.spareFor('a')).toBe(expected);
      room.leave(expected);
    }
    expect(room.spareFor('a')).toBeUndefined();
    leave();
    expect(room.spareFor('a')).toBe('soon');
  });

  it('by handshakes that were not followed up before sessions that are used', () => {
    const used = use('a');
    vi.advanceTimersByTime(GRACE);
    const shaken = shake('a');
    vi.advanceTimersByTime(GRACE);
    expect(room.spareFor('a')).toBe(shaken);
    shaken.touch();
    expect(room.spareFor('a')).toBe(used);
  });

  it('by nothing that happened in the last second', () => {
    shake('a');
    vi.advanceTimersByTime(GRACE - 1);
    expect(room.spareFor('a')).toBe('soon');
    vi.advanceTimersByTime(1);
    expect(room.spareFor('a')).toBeInstanceOf(Session);
  });
});

describe('of many callers, room is made', () => {
  it('by who holds most, as long as it does, however new its sessions are', () => {
    times(5, () => use('old'));
    vi.advanceTimersByTime(GRACE);
    times(8, () => use('flood'));
    expect(giversFor('new', 3)).toEqual(['flood', 'flood', 'flood']);
    expect(room.spareFor('flood')).toBe('soon');
  });

  it('by the callers silent for longest, where all hold as many', () => {
    const [a] = [use('a'), use('b'), use('c')];
    vi.advanceTimersByTime(GRACE);
    a.touch();
    vi.advanceTimersByTime(GRACE);
    expect(giversFor('new')).toEqual(['b', 'c', 'a']);
  });

  it('by none that hold less than a caller with more than one percent of the limit', () => {
    use('poor');
    const taken = times(2, () => use('rich')).map((session) => session.attend());
    vi.advanceTimersByTime(GRACE);
    expect(room.spareFor('rich')).toBeUndefined();
    for (const leave of taken) leave();
    vi.advanceTimersByTime(GRACE);
    expect(giversFor('rich')[0]).toBe('rich');
  });

  it('by who holds less for a caller with few sessions, which may be the only ones in use', () => {
    use('absent');
    use('few').attend();
    vi.advanceTimersByTime(GRACE);
    expect(giversFor('few')).toEqual(['absent']);
  });

  it('by handshakes that were not followed up first, although another holds more', () => {
    times(5, () => use('many'));
    shake('b');
    vi.advanceTimersByTime(GRACE);
    expect(giversFor('new', 2)).toEqual(['b', 'many']);
  });

  it('by sessions for what tells no caller', () => {
    use('a');
    expect(room.spareFor(undefined)).toBe('soon');
    vi.advanceTimersByTime(GRACE);
    expect(giversFor(undefined)).toEqual(['a']);
  });
});

describe('a flood of handshakes', () => {
  it('ends no sessions that are used, once it has a tenth of the limit', () => {
    times(50, () => use('a'));
    vi.advanceTimersByTime(GRACE);
    times(19, () => shake('a'));
    expect(giversFor('a', 1)).toEqual(['a']);
    shake('a');
    expect(room.spareFor('a')).toBe('soon');
    expect(giversFor('new', 1)).toEqual(['a']);
  });

  it('looks at one session each time, however many there are', () => {
    const large = new SessionRoom(10_000);
    for (let count = 0; count < 10_000; count++) {
      const session = new Session(String(count), legacyPeer(), sessionParts(), (one) =>
        large.update(one),
      );
      large.enter(session, `caller ${count % 5000}`);
      session.touch();
    }
    vi.useRealTimers();
    const idle = vi.spyOn(Session.prototype, 'idleFor', 'get').mockReturnValue(GRACE);
    for (let count = 0; count < 100; count++) large.spareFor(`new ${count}`);
    expect(idle).toHaveBeenCalledTimes(100);
    idle.mockRestore();
  });
});

it('forgets callers that have left', () => {
  const [one, other] = times(2, () => shake('a')) as [Session, Session];
  room.leave(one);
  room.leave(other);
  room.leave(other);
  other.touch();
  vi.advanceTimersByTime(GRACE);
  expect(room.spareFor(undefined)).toBeUndefined();
});
