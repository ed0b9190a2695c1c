import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sessionParts } from '../../test/limits.fixture.js';
import { exchangeOf, legacyPeer } from '../../test/exchange.fixture.js';
import { Session } from './session.js';

let session: Session;
let release: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  release = vi.fn();
  session = new Session('s-1', legacyPeer(), sessionParts());
});

afterEach(() => {
  vi.useRealTimers();
});

const sink = () => ({
  send: vi.fn(async () => undefined),
  sendAll: vi.fn(),
  end: vi.fn(),
  closed: false,
  full: false,
});
const standalone = () => session.standalone(() => release);
/** Streams work off what was sent in microtasks. */
const settled = () => vi.advanceTimersByTimeAsync(0);

describe('an idle session', () => {
  it('is one that nobody used for that long', () => {
    vi.advanceTimersByTime(999);
    expect(session.idleFor >= 1000).toBe(false);
    vi.advanceTimersByTime(1);
    expect(session.idleFor >= 1000).toBe(true);
  });

  it('is none any more once it is used', () => {
    vi.advanceTimersByTime(1000);
    session.touch();
    expect(session.idleFor >= 1000).toBe(false);
  });

  it('is none while a client waits or listens, however long that takes', () => {
    const [leave, leaveToo] = [session.attend(), session.attend()];
    leaveToo();
    vi.advanceTimersByTime(100_000);
    expect(session).toMatchObject({ inUse: true, idleFor: 0 });
    leave();
    expect(session).toMatchObject({ inUse: false, idleFor: 0 });
    vi.advanceTimersByTime(1000);
    expect(session.idleFor).toBe(1000);
  });

  it('is one whose client left its request, or a question, behind', () => {
    session.begin(exchangeOf());
    const signal = new AbortController().signal;
    void session.ask({ send: () => undefined, cancel: () => undefined }, { signal, timeout: 1e6 });
    vi.advanceTimersByTime(1000);
    expect(session).toMatchObject({ inUse: false, idleFor: 1000 });
  });

  it('tells its store of all that makes it idle, or not', () => {
    const changed = vi.fn();
    const watched = new Session('s-2', legacyPeer(), sessionParts(), changed);
    watched.touch();
    watched.attend()();
    expect(changed.mock.calls).toEqual([[watched], [watched], [watched]]);
  });
});

describe('the streams of a session', () => {
  it('are one for each request, and one for everything else', () => {
    const ids = [
      session.openStream().id,
      session.openStream().id,
      standalone().id,
      standalone().id,
    ];
    expect(new Set(ids).size).toBe(3);
  });

  it('are known until they end', () => {
    const stream = session.openStream();
    expect(session.stream(stream.id)).toBe(stream);
    session.closeStream(stream);
    expect(session.stream(stream.id)).toBeUndefined();
  });

  it('can be taken up after an event', async () => {
    const [one, other] = [session.openStream(), session.openStream()];
    for (const frame of ['a', 'b', 'c']) await one.send(frame);
    await other.send('x');
    const replay = await session.replay(`${one.id}:1`);
    expect(replay?.streamId).toBe(one.id);
    expect(replay?.events.map(({ frame }) => frame)).toEqual(['b', 'c']);
    expect(await session.replay('nothing:1')).toBeUndefined();
  });

  it('end with the session, and so do open requests', async () => {
    const connection = sink();
    const exchange = exchangeOf();
    const stream = standalone();
    stream.attach(connection);
    await stream.send('a');
    session.begin(exchange);
    session.close();
    await settled();
    expect(connection.end).toHaveBeenCalledOnce();
    expect(release).toHaveBeenCalledOnce();
    expect(exchange.abortReason).toBe('cancelled');
    expect(await session.replay(`${stream.id}:1`)).toBeUndefined();
  });
});
