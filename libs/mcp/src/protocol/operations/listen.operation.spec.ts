import { beforeEach, describe, expect, it, vi } from 'vitest';
import { exchangeOf, modernPeer } from '../../../test/exchange.fixture.js';
import { offersOf } from '../../../test/offers.fixture.js';
import { ChangeFeed } from '../../catalog/change.feed.js';
import type { ExchangeInit } from '../../context/exchange.js';
import { ConnectionLimiter } from '../../sessions/connection.limiter.js';
import { META } from '../envelope.js';
import { ListenOperation } from './listen.operation.js';

const TOOLS = { toolsListChanged: true };
const ACKNOWLEDGED = 'notifications/subscriptions/acknowledged';
const { offered } = offersOf();
const _meta = { [META.subscriptionId]: 'sub-1' };

let changes: ChangeFeed;
let limiter: ConnectionLimiter;
let shutdown: AbortController;
let notify: ReturnType<typeof vi.fn<ExchangeInit['notify']>>;

beforeEach(() => {
  changes = new ChangeFeed();
  limiter = new ConnectionLimiter(2);
  shutdown = new AbortController();
  notify = vi.fn<ExchangeInit['notify']>();
});

function listen(notifications: unknown = TOOLS) {
  const exchange = exchangeOf({
    id: 'sub-1',
    peer: modernPeer(),
    params: { notifications },
    notify,
  });
  const operation = new ListenOperation(changes, limiter, shutdown.signal, { offered });
  return { exchange, result: operation.run(exchange) };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const change = async () => {
  changes.publish({ list: 'tools' });
  await turn();
};

describe('subscriptions/listen', () => {
  it('acknowledges first what it will tell', async () => {
    const { exchange, result } = listen({ ...TOOLS, promptsListChanged: false, odd: true });
    await turn();
    await change();
    expect(notify.mock.calls).toEqual([
      [ACKNOWLEDGED, { notifications: TOOLS, _meta }],
      ['notifications/tools/list_changed', { _meta }],
    ]);
    exchange.abort('disconnected');
    await expect(result).rejects.toThrow('stopped listening');
  });

  it.each([
    {},
    { toolsListChanged: false },
    { promptsListChanged: false },
    { promptsListChanged: true, resourcesListChanged: true, resourceSubscriptions: ['a:1'] },
  ])('ends at once when it can tell nothing of what was asked: %j', async (filter) => {
    const { result } = listen(filter);
    await expect(result).resolves.toEqual({ _meta });
    expect(notify.mock.calls).toEqual([[ACKNOWLEDGED, { notifications: {}, _meta }]]);
    expect(limiter.count).toBe(0);
  });

  it.each(['yes', 1, null, {}])('needs to know for sure: not %j', async (toolsListChanged) => {
    await expect(listen({ toolsListChanged }).result).rejects.toMatchObject({
      code: 'INVALID_PARAMS',
      message: 'Invalid params: notifications: toolsListChanged must be a boolean',
    });
    expect(limiter.count).toBe(0);
  });

  it.each([undefined, null, [], 'tools'])('needs to know of what: not %j', async (filter) => {
    const { result } = listen(filter === undefined ? null : filter);
    await expect(result).rejects.toMatchObject({ code: 'INVALID_PARAMS' });
    expect(notify).not.toHaveBeenCalled();
    expect(limiter.count).toBe(0);
  });

  it('tells of what changes while the client takes the acknowledgement', async () => {
    let taken!: () => void;
    notify.mockReturnValueOnce(new Promise((resolve) => (taken = resolve)));
    const { exchange, result } = listen();
    await change();
    taken();
    await turn();
    expect(notify.mock.calls.map(([method]) => method)).toEqual([
      ACKNOWLEDGED,
      'notifications/tools/list_changed',
    ]);
    exchange.abort('cancelled');
    await expect(result).rejects.toThrow('stopped listening');
  });

  it('counts against the limit of connections', async () => {
    const streams = [listen(), listen()];
    await expect(listen().result).rejects.toMatchObject({ code: 'TOO_MANY_CONNECTIONS' });
    for (const { exchange } of streams) exchange.abort('cancelled');
    await Promise.allSettled(streams.map(({ result }) => result));
    expect(limiter.count).toBe(0);
  });
});

describe('the end of listening', () => {
  it('is regular on shutdown: the client gets a result', async () => {
    const { result } = listen();
    await turn();
    shutdown.abort();
    await expect(result).resolves.toEqual({ _meta });
    expect(limiter.count).toBe(0);
  });

  it('comes at once while the server shuts down', async () => {
    shutdown.abort();
    await expect(listen().result).resolves.toEqual({ _meta });
  });

  it('comes when the client goes, and then nothing is told any more', async () => {
    const { exchange, result } = listen();
    await turn();
    exchange.abort('disconnected');
    await expect(result).rejects.toThrow('stopped listening');
    notify.mockClear();
    await change();
    expect(notify).not.toHaveBeenCalled();
    expect(limiter.count).toBe(0);
  });

  it('comes when the client went while the acknowledgement was on its way', async () => {
    let taken: (() => void) | undefined;
    notify.mockReturnValueOnce(new Promise((resolve) => (taken = resolve)));
    const { exchange, result } = listen();
    exchange.abort('disconnected');
    taken?.();
    await expect(result).rejects.toThrow('stopped listening');
    expect(limiter.count).toBe(0);
  });

  it('comes when the acknowledgement fails', async () => {
    notify.mockRejectedValueOnce(new Error('broken pipe'));
    await expect(listen().result).rejects.toThrow('broken pipe');
    expect(limiter.count).toBe(0);
  });

  it('needs one listener at the signal of the shutdown, however many listen', async () => {
    const add = vi.spyOn(shutdown.signal, 'addEventListener');
    const operation = new ListenOperation(changes, limiter, shutdown.signal, { offered });
    const open = [1, 2].map((id) => {
      const params = { notifications: TOOLS };
      const exchange = exchangeOf({ id, peer: modernPeer(), params, notify });
      return { exchange, result: operation.run(exchange) };
    });
    await turn();
    expect(add).toHaveBeenCalledOnce();
    open[0]!.exchange.abort('disconnected');
    shutdown.abort();
    const ends = await Promise.allSettled(open.map(({ result }) => result));
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });
});
