import { Logger } from '@nestjs/common';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { exchangeOf, legacyPeer, modernPeer } from '../../test/exchange.fixture.js';
import type { ExchangeInit } from './exchange.js';
import { LOG_LEVELS } from './log.levels.js';
import { PushInteraction } from '../execution/interaction/push.interaction.js';
import { McpContext } from './mcp.context.js';

const warned = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);

beforeEach(() => {
  warned.mockClear();
});

const cycle = () => {
  const value: Record<string, unknown> = {};
  value['self'] = value;
  return value;
};

/** Makes a frame as transports do. */
const written = (_method: string, params: object = {}) => void JSON.stringify(params);

function contextOf(init: Partial<ExchangeInit> = {}) {
  const notify = vi.fn<ExchangeInit['notify']>();
  const exchange = exchangeOf({ notify, ...init });
  return { ctx: new McpContext(exchange, new PushInteraction(exchange, 1000)), notify, exchange };
}

describe('McpContext', () => {
  it('tells who calls, and how', () => {
    const info = { name: 'inspector', version: '1.0.0' };
    const peer = modernPeer({ info, capabilities: { elicitation: {} } });
    const { ctx, exchange } = contextOf({ id: 'r-7', transport: 'sse', peer, sessionId: 's-1' });
    expect(ctx.requestId).toBe('r-7');
    expect(ctx.method).toBe('tools/call');
    expect(ctx.transport).toBe('sse');
    expect(ctx.era).toBe('modern');
    expect(ctx.protocolVersion).toBe('2026-07-28');
    expect(ctx.client).toEqual(info);
    expect(ctx.clientCapabilities).toEqual({ elicitation: {} });
    expect(ctx.supportsUi).toBe(false);
    expect(ctx.sessionId).toBe('s-1');
    expect(ctx.signal).toBe(exchange.signal);
  });

  it('has headers and the request where HTTP carried the call', () => {
    const request = { user: { id: 7 } };
    const { ctx } = contextOf({ http: { headers: { authorization: 'Bearer x' }, request } });
    expect(ctx.headers).toEqual({ authorization: 'Bearer x' });
    expect(ctx.request).toBe(request);
  });

  it('tells the addresses of that request where guards look for them', () => {
    const request = { ip: '192.0.2.7', ips: ['192.0.2.7', '10.0.0.1'] };
    const { ctx } = contextOf({ http: { headers: {}, request } });
    expect([ctx.ip, ctx.ips]).toEqual([request.ip, request.ips]);
    const { ctx: bare } = contextOf({ http: { headers: {}, request: {} } });
    expect([bare.ip, bare.ips]).toEqual([undefined, []]);
    const { ctx: without } = contextOf();
    expect([without.ip, without.ips]).toEqual([undefined, []]);
  });

  it('has empty headers and no request elsewhere, the same ones for each call', () => {
    const { ctx } = contextOf();
    expect(ctx.headers).toEqual({});
    expect(Object.isFrozen(ctx.headers)).toBe(true);
    expect(ctx.request).toBeUndefined();
    expect(ctx.sessionId).toBeUndefined();
    expect(ctx.client).toBeUndefined();
  });

  it('shows the metadata of the request', () => {
    expect(contextOf({ params: { _meta: { 'a/b': 1 } } }).ctx.meta).toEqual({ 'a/b': 1 });
    expect(contextOf().ctx.meta).toEqual({});
  });
});

describe('progress', () => {
  it.each(['token', 0, 7, ''])('goes to a client that gave the token %o', async (progressToken) => {
    const { ctx, notify } = contextOf({ params: { _meta: { progressToken } } });
    await ctx.progress(1, 2, 'half');
    expect(notify).toHaveBeenCalledWith('notifications/progress', {
      progressToken,
      progress: 1,
      total: 2,
      message: 'half',
    });
  });

  it('leaves out what is not known', async () => {
    const { ctx, notify } = contextOf({ params: { _meta: { progressToken: 1 } } });
    await ctx.progress(3);
    expect(notify.mock.calls[0]?.[1]).toEqual({ progressToken: 1, progress: 3 });
    expect(notify.mock.calls[0]?.[1]).not.toHaveProperty('total');
  });

  it('keeps a total of 0 and an empty message', async () => {
    const { ctx, notify } = contextOf({ params: { _meta: { progressToken: 1 } } });
    await ctx.progress(0, 0, '');
    expect(notify.mock.calls[0]?.[1]).toMatchObject({ progress: 0, total: 0, message: '' });
  });

  it('is not sent to a client that did not ask', async () => {
    const { ctx, notify } = contextOf({ params: { _meta: { other: 1 } } });
    await ctx.progress(1);
    expect(notify).not.toHaveBeenCalled();
  });
});

describe('progress that a client would refuse', () => {
  const params = { _meta: { progressToken: 1 } };
  const sent = (notify: ReturnType<typeof contextOf>['notify']) =>
    notify.mock.calls.map(([, told]) => told?.['progress']);

  it.each([Number.NaN, Infinity, -Infinity, '5' as never, 5n as never, undefined as never])(
    'is not sent: %o',
    async (done) => {
      const { ctx, notify } = contextOf({ params });
      await ctx.progress(done);
      expect(notify).not.toHaveBeenCalled();
    },
  );

  it.each([Number.NaN, Infinity, '9' as never, null as never])(
    'has no total that is no number: %o',
    async (total) => {
      const { ctx, notify } = contextOf({ params });
      await ctx.progress(1, total, {} as never);
      expect(notify.mock.calls[0]?.[1]).toEqual({ progressToken: 1, progress: 1 });
    },
  );

  it('is dropped when it does not increase', async () => {
    const { ctx, notify } = contextOf({ params });
    for (const done of [-1, 5, 3, 5, Number.NaN, 12, 12]) await ctx.progress(done);
    expect(sent(notify)).toEqual([-1, 5, 12]);
  });
});

describe('what cannot be sent', () => {
  const params = { _meta: { progressToken: 1 }, name: 'find\norder' };

  it.each([
    ['a cycle', cycle()],
    ['a BigInt', 7n],
    ['an object that fails', { toJSON: boom }],
  ])('is left out, and the log of the server says so once: %s', async (_, data) => {
    const { ctx } = contextOf({ params, notify: written });
    await expect(ctx.log.info(data)).resolves.toBeUndefined();
    await expect(ctx.log.info(data)).resolves.toBeUndefined();
    expect(warned).toHaveBeenCalledOnce();
    expect(warned.mock.calls[0]?.[0]).toMatch(
      /^tools\/call "find\\norder": notifications\/message could not be sent and is left out: \w*Error: /,
    );
  });

  it('because the transport failed is no matter of the handler', async () => {
    const { ctx } = contextOf({ params, notify: () => Promise.reject(new Error('broken pipe')) });
    await expect(ctx.progress(1)).resolves.toBeUndefined();
    await expect(ctx.log.info('a')).resolves.toBeUndefined();
    expect(warned).toHaveBeenCalledOnce();
  });
});

function boom(): never {
  throw new RangeError('no');
}

describe('log', () => {
  it('always has data', async () => {
    const { ctx, notify } = contextOf();
    await ctx.log.info(undefined, 7 as never);
    expect(notify).toHaveBeenCalledWith('notifications/message', { level: 'info', data: null });
  });

  it.each(LOG_LEVELS)('sends %s to a client that wants everything', async (level) => {
    const { ctx, notify } = contextOf({ peer: legacyPeer({ logLevel: 'debug' }) });
    await ctx.log[level]({ order: 7 }, 'orders');
    expect(notify).toHaveBeenCalledWith('notifications/message', {
      level,
      logger: 'orders',
      data: { order: 7 },
    });
  });

  it.each(LOG_LEVELS)('sends %s to no client that wants none', async (level) => {
    const { ctx, notify } = contextOf({ peer: modernPeer({ logLevel: 'off' }) });
    await ctx.log[level]('x');
    expect(notify).not.toHaveBeenCalled();
  });

  it('sends what reaches the threshold, and leaves a missing logger out', async () => {
    const { ctx, notify } = contextOf({ peer: legacyPeer({ logLevel: 'warning' }) });
    await ctx.log.notice('no');
    await ctx.log.warning('yes');
    await ctx.log.error('yes');
    expect(notify.mock.calls.map(([, params]) => params)).toEqual([
      { level: 'warning', data: 'yes' },
      { level: 'error', data: 'yes' },
    ]);
  });

  it('follows a threshold that the client changes during the call', async () => {
    const peer = legacyPeer({ logLevel: 'error' });
    const { ctx, notify } = contextOf({ peer });
    const { info } = ctx.log;
    await info('no');
    peer.logLevel = 'info';
    await info('yes');
    expect(notify).toHaveBeenCalledOnce();
  });
});

describe('a page that is complete', () => {
  const capabilities = { elicitation: { url: {} } };

  it.each([
    ['2025-11-25 with pages', legacyPeer({ capabilities }), 1],
    ['2025-11-25 without', legacyPeer({ capabilities: { elicitation: {} } }), 0],
    ['2025-06-18', legacyPeer({ capabilities, protocolVersion: '2025-06-18' }), 0],
    ['2026-07-28', modernPeer({ capabilities }), 0],
  ])('is told to a client of %s as it knows it', async (_, peer, times) => {
    const { ctx, notify } = contextOf({ peer });
    await ctx.completeElicitation('e1');
    expect(notify).toHaveBeenCalledTimes(times);
  });
});
