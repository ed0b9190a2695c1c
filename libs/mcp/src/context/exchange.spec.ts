import { describe, expect, it, vi } from 'vitest';
import { exchangeOf, legacyPeer, modernPeer } from '../../test/exchange.fixture.js';
import { CallAborted, type AbortReason } from './call.aborted.js';
import type { ClientRequester } from './exchange.js';

describe('Exchange', () => {
  it('keeps what the transport says of a request', () => {
    const http = { headers: { host: 'a' }, request: {} };
    const exchange = exchangeOf({ id: 'r-1', method: 'ping', sessionId: 's', http });
    expect(exchange).toMatchObject({ id: 'r-1', method: 'ping', sessionId: 's', http });
  });

  it('has no reason to end while it is open', () => {
    const exchange = exchangeOf();
    expect(exchange.signal.aborted).toBe(false);
    expect(exchange.abortReason).toBeUndefined();
  });

  it.each<AbortReason>(['cancelled', 'disconnected', 'timed-out', 'shutdown'])(
    'tells that it was %s',
    (reason) => {
      const exchange = exchangeOf();
      const heard = vi.fn();
      exchange.signal.addEventListener('abort', heard);
      exchange.abort(reason);
      expect(heard).toHaveBeenCalledOnce();
      expect(exchange.abortReason).toBe(reason);
      expect(exchange.signal.reason).toBeInstanceOf(CallAborted);
      expect(exchange.signal.reason).toMatchObject({ name: 'AbortError', reason });
    },
  );

  it('keeps the first reason', () => {
    const exchange = exchangeOf();
    exchange.abort('timed-out');
    exchange.abort('disconnected');
    expect(exchange.abortReason).toBe('timed-out');
  });

  it('cannot be aborted once it is answered', () => {
    const exchange = exchangeOf();
    exchange.close();
    exchange.abort('disconnected');
    expect(exchange.signal.aborted).toBe(false);
    expect(exchange.abortReason).toBeUndefined();
  });
});

describe('questions of an exchange', () => {
  it('end with it, and none is put afterwards', async () => {
    const request = vi.fn<ClientRequester>(
      (_method, _params, { signal }) =>
        new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(new Error('ended'))),
        ),
    );
    const exchange = exchangeOf({ request });
    const asked = expect(exchange.request('roots/list', {}, 1000)).rejects.toThrow('ended');
    exchange.close();
    await asked;
    await expect(exchange.request('roots/list', {}, 1000)).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(request).toHaveBeenCalledOnce();
  });
});

describe('the stream of an exchange', () => {
  it('can be closed until it is answered', () => {
    const closeStream = vi.fn();
    const exchange = exchangeOf({ closeStream });
    exchange.closeStream();
    exchange.close();
    exchange.closeStream();
    expect(closeStream).toHaveBeenCalledOnce();
    expect(() => exchangeOf().closeStream()).not.toThrow();
  });
});

describe('notifications of an exchange', () => {
  it('go out through its transport, which sets the pace', async () => {
    let taken: (() => void) | undefined;
    const notify = vi.fn(() => new Promise<void>((resolve) => (taken = resolve)));
    const finished = vi.fn();
    const send = async () => exchangeOf({ notify }).notify('notifications/message', { a: 1 });
    const sending = send().then(finished);
    await Promise.resolve();
    expect(notify).toHaveBeenCalledWith('notifications/message', { a: 1 });
    expect(finished).not.toHaveBeenCalled();
    taken?.();
    await sending;
    expect(finished).toHaveBeenCalledOnce();
  });

  it.each([
    ['answered', (exchange: ReturnType<typeof exchangeOf>) => exchange.close()],
    ['aborted', (exchange: ReturnType<typeof exchangeOf>) => exchange.abort('cancelled')],
  ])('are dropped once it is %s', async (_, end) => {
    const notify = vi.fn();
    const exchange = exchangeOf({ notify });
    end(exchange);
    await exchange.notify('notifications/progress', {});
    expect(notify).not.toHaveBeenCalled();
  });

  it('hold back a handler that awaits them, and drop what one that does not sends on', async () => {
    const taken: (() => void)[] = [];
    const notify = vi.fn(() => new Promise<void>((resolve) => taken.push(resolve)));
    const backlog = { full: true, leaveOut: vi.fn() };
    const exchange = exchangeOf({ notify, backlog });
    const first = exchange.notify('notifications/message', { n: 1 });
    for (let n = 2; n <= 100; n++) void exchange.notify('notifications/message', { n });
    expect(notify).toHaveBeenCalledOnce();
    expect(backlog.leaveOut).toHaveBeenCalledTimes(99);
    taken[0]?.();
    await first;
    void exchange.notify('notifications/message', { n: 101 });
    expect(notify).toHaveBeenCalledTimes(2);
  });

  it('make no promise where nothing waits: those of a loop would pile up', () => {
    expect(exchangeOf({ notify: vi.fn() }).notify('notifications/message', {})).toBeUndefined();
  });

  it('are never dropped where they must not be', async () => {
    const notify = vi.fn();
    const exchange = exchangeOf({ notify, backlog: { full: true, leaveOut: vi.fn() } });
    await Promise.all([exchange.deliver('a'), exchange.deliver('b')]);
    expect(notify).toHaveBeenCalledTimes(2);
  });

  it('tell their sender that the transport failed', async () => {
    const exchange = exchangeOf({ notify: () => Promise.reject(new Error('broken pipe')) });
    await expect(exchange.notify('notifications/message', {})).rejects.toThrow('broken pipe');
  });
});

describe('what a client sent with an exchange', () => {
  it('is dropped but for what is needed, also for who holds the message', () => {
    const params = { name: 'a', arguments: { b: 1 }, junk: [{}, {}], _meta: { c: 1 } };
    const exchange = exchangeOf({ params });
    exchange.keepOnly(['name', 'arguments']);
    expect(params).toEqual({ name: 'a', arguments: { b: 1 }, _meta: { c: 1 } });
    expect(exchange.meta).toEqual({ c: 1 });
  });

  it('is forgotten where nothing of it is needed', () => {
    const peer = modernPeer({ capabilities: { roots: {} }, info: { name: 'c', version: '1' } });
    const params = { notifications: {}, _meta: {} };
    exchangeOf({ params, peer }).forget();
    expect(params).toEqual({});
    expect(peer).toMatchObject({ capabilities: {}, info: undefined });
  });

  it('is what the handshake said in the 2025 era, which is needed again', () => {
    const peer = legacyPeer({ capabilities: { roots: {} } });
    exchangeOf({ peer }).forget();
    expect(peer.capabilities).toEqual({ roots: {} });
  });
});
