import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exchangeOf, legacyPeer } from '../../test/exchange.fixture.js';
import { Session } from './session.js';

let session: Session;

beforeEach(() => {
  vi.useFakeTimers();
  session = new Session('s-1', legacyPeer());
});

afterEach(() => {
  vi.useRealTimers();
});

describe('an idle session', () => {
  it('is one that nobody used for that long', () => {
    vi.advanceTimersByTime(999);
    expect(session.isIdle(1000)).toBe(false);
    vi.advanceTimersByTime(1);
    expect(session.isIdle(1000)).toBe(true);
  });

  it('is none any more once it is used', () => {
    vi.advanceTimersByTime(1000);
    session.touch();
    expect(session.isIdle(1000)).toBe(false);
  });

  it('is none while a request is open, however long that takes', () => {
    const exchange = exchangeOf();
    session.begin(exchange);
    vi.advanceTimersByTime(100_000);
    expect(session.isIdle(1000)).toBe(false);
    session.end(exchange);
    expect(session.isIdle(1000)).toBe(true);
  });

  it('is none while its stream is open, and for the same time after', () => {
    const stream = { end: vi.fn() };
    session.attach(stream);
    vi.advanceTimersByTime(100_000);
    expect(session.isIdle(1000)).toBe(false);
    session.detach(stream);
    expect(session.isIdle(1000)).toBe(false);
    vi.advanceTimersByTime(1000);
    expect(session.isIdle(1000)).toBe(true);
  });
});

describe('the stream of a session', () => {
  it('is replaced by that of a client that comes back', () => {
    const [lost, fresh] = [{ end: vi.fn() }, { end: vi.fn() }];
    session.attach(lost);
    session.attach(fresh);
    expect(lost.end).toHaveBeenCalledOnce();
    expect(fresh.end).not.toHaveBeenCalled();
  });

  it('stays when the one that it replaced closes late', () => {
    const [lost, fresh] = [{ end: vi.fn() }, { end: vi.fn() }];
    session.attach(lost);
    session.attach(fresh);
    session.detach(lost);
    vi.advanceTimersByTime(100_000);
    expect(session.isIdle(1000)).toBe(false);
    session.close();
    expect(fresh.end).toHaveBeenCalledOnce();
  });

  it('ends with the session, and so do open requests', () => {
    const stream = { end: vi.fn() };
    const exchange = exchangeOf();
    session.attach(stream);
    session.begin(exchange);
    session.close();
    expect(stream.end).toHaveBeenCalledOnce();
    expect(exchange.abortReason).toBe('cancelled');
  });
});
