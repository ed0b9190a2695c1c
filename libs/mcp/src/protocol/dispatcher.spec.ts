import { offersOf } from '../../test/offers.fixture.js';
import { Logger } from '@nestjs/common';
import { MissingRequiredClientCapabilityError, ProtocolError } from '@modelcontextprotocol/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exchangeOf, legacyPeer, modernPeer } from '../../test/exchange.fixture.js';
import type { AbortReason } from '../context/call.aborted.js';
import type { Exchange } from '../context/exchange.js';
import { McpError } from '../errors/mcp.error.js';
import { Dispatcher } from './dispatcher.js';
import { SerializedResult, type Operation } from './operation.js';
import { ResultEncoder } from './result.encoder.js';

const logged = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);

beforeEach(() => {
  logged.mockClear();
});

afterEach(() => {
  vi.useRealTimers();
});

const encoder = new ResultEncoder({ name: 'orders', version: '1.0.0' });

function dispatcherOf(run: Operation['run'], eras: Operation['eras'] = ['legacy', 'modern']) {
  return new Dispatcher([{ method: 'do', eras, run }], encoder, offersOf());
}

async function answer(run: Operation['run'], exchange = exchangeOf({ method: 'do' })) {
  const { frame, status } = await dispatcherOf(run).dispatch(exchange);
  return { status, frame: frame === undefined ? undefined : (JSON.parse(frame) as object) };
}

/** Works until its exchange ends. */
const untilAborted = ({ signal }: Exchange) =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped')));
  });

describe('Dispatcher', () => {
  it('answers with what the operation returns, in the form of the era', async () => {
    const run = () => ({ a: 1 });
    expect(await answer(run)).toEqual({
      status: 200,
      frame: { jsonrpc: '2.0', id: 1, result: { a: 1 } },
    });
    const modern = exchangeOf({ id: 'r', method: 'do', peer: modernPeer() });
    expect(await answer(run, modern)).toMatchObject({
      frame: { id: 'r', result: { a: 1, resultType: 'complete' } },
    });
  });

  it('passes on what is serialised already', async () => {
    const run = () => new SerializedResult('{"ready":true}');
    const exchange = exchangeOf({ method: 'do', peer: modernPeer() });
    expect(await answer(run, exchange)).toMatchObject({ frame: { result: { ready: true } } });
  });

  it.each(['undo', 'toString', '__proto__', ''])('has no method %o', async (method) => {
    expect(await answer(() => ({}), exchangeOf({ method }))).toEqual({
      status: 404,
      frame: { jsonrpc: '2.0', id: 1, error: { code: -32601, message: 'Method not found' } },
    });
  });

  it.each([
    ['legacy', modernPeer()],
    ['modern', legacyPeer()],
  ] as const)('keeps a method of the %s era from the other', async (era, peer) => {
    const run = vi.fn();
    const reply = await dispatcherOf(run, [era]).dispatch(exchangeOf({ method: 'do', peer }));
    expect(reply.frame).toContain('-32601');
    expect(run).not.toHaveBeenCalled();
  });

  it('closes the exchange, so that late notifications are dropped', async () => {
    const notify = vi.fn();
    const exchange = exchangeOf({ method: 'do', notify });
    await answer(() => ({}), exchange);
    await exchange.notify('notifications/message', {});
    expect(notify).not.toHaveBeenCalled();
  });
});

describe('an error', () => {
  it.each([
    ['INVALID_PARAMS', -32602, 200],
    ['UNKNOWN_TOOL', -32602, 200],
    ['INVALID_ENVELOPE', -32602, 400],
    ['TOO_MANY_CONNECTIONS', -32000, 503],
  ] as const)('%s has the code %i and the status %i', async (code, rpc, status) => {
    const fail = () => Promise.reject(new McpError(code, 'why', { data: { a: 1 } }));
    expect(await answer(fail)).toEqual({
      status,
      frame: { jsonrpc: '2.0', id: 1, error: { code: rpc, message: 'why', data: { a: 1 } } },
    });
    expect(logged).not.toHaveBeenCalled();
  });

  it('of the SDK keeps its code, in-band', async () => {
    const fail = () => Promise.reject(new ProtocolError(-32042, 'visit', { a: 1 }));
    expect(await answer(fail)).toMatchObject({ status: 200, frame: { error: { code: -32042 } } });
  });

  it('about a missing capability of the client has status 400', async () => {
    const error = new MissingRequiredClientCapabilityError({ requiredCapabilities: {} });
    expect(await answer(() => Promise.reject(error))).toMatchObject({
      status: 400,
      frame: { error: { code: -32021 } },
    });
  });

  it.each([
    ['an error', new Error('SELECT * FROM users')],
    ['an error for boot', new McpError('INVALID_OPTIONS', 'SELECT')],
    ['a text', 'SELECT'],
    ['undefined', undefined],
  ])('that is not for clients is logged and masked: %s', async (_, thrown) => {
    const { frame, status } = await answer(() => Promise.reject(thrown));
    expect(status).toBe(200);
    const { message } = (frame as { error: { message: string } }).error;
    expect(frame).toMatchObject({ error: { code: -32603 } });
    expect(JSON.stringify(frame)).not.toContain('SELECT');
    const id = message.replace('Internal error. Correlation id: ', '');
    expect(logged.mock.calls[0]?.[0]).toContain(`do failed, correlation id ${id}: `);
  });

  it('may be thrown at once', async () => {
    const run = () => {
      throw new McpError('INVALID_PARAMS', 'now');
    };
    expect(await answer(run)).toMatchObject({ frame: { error: { message: 'now' } } });
  });

  it('is made of a result that JSON cannot carry', async () => {
    expect(await answer(() => ({ n: 1n }))).toMatchObject({ frame: { error: { code: -32603 } } });
  });
});

describe('an answer that cannot be sent', () => {
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;

  const fails = (thrown: unknown) => () => Promise.reject(thrown);
  const throws = (thrown: unknown) => () => {
    throw thrown;
  };
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const unreadable = Object.defineProperty(new Error('secret'), 'name', { get: throws('x') });

  it.each<[string, Operation['run']]>([
    [
      'the data of an error has a BigInt',
      fails(new McpError('INVALID_PARAMS', 'why', { data: 7n })),
    ],
    ['the data of an error has a cycle', throws(new ProtocolError(-32602, 'why', cycle))],
    ['an error cannot be read', fails(unreadable)],
    ['what was thrown cannot be read', fails(revoked.proxy)],
    ['the result fails when it is written', () => ({ toJSON: throws(unreadable) })],
  ])('is an internal error, and the log has the cause: %s', async (_, run) => {
    const exchange = exchangeOf({ method: 'do', params: { name: 'order' } });
    const { frame, status } = await answer(run, exchange);
    expect(status).toBe(200);
    const message = expect.stringMatching(/^Internal error\. Correlation id: [0-9a-f-]{36}$/);
    expect(frame).toEqual({ jsonrpc: '2.0', id: 1, error: { code: -32603, message } });
    const { error } = frame as unknown as { error: { message: string } };
    const line = `do "order" failed, correlation id ${error.message.slice(-36)}: `;
    expect(logged.mock.calls.at(-1)?.[0]).toContain(line);
  });

  it('is logged with the error and with why it could not be sent', async () => {
    await answer(fails(new McpError('INVALID_PARAMS', 'why', { data: 7n })));
    expect(logged.mock.calls[0]?.[0]).toMatch(
      /: McpError: why, which could not be sent: TypeError: Do not know how to serialize a BigInt$/,
    );
  });

  it('ends the exchange', async () => {
    const notify = vi.fn();
    const exchange = exchangeOf({ method: 'do', notify });
    await answer(throws(new McpError('INVALID_PARAMS', 'why', { data: 7n })), exchange);
    await exchange.notify('notifications/message', {});
    expect(notify).not.toHaveBeenCalled();
  });
});

describe('a result that is too large', () => {
  const sized = (method: string, params = {}, peer = legacyPeer()) => {
    const run = () => ({ content: [{ type: 'text', text: 'ä'.repeat(600) }] });
    const operation = { method, eras: ['legacy', 'modern'] as const, run };
    const dispatcher = new Dispatcher([operation], encoder, offersOf(), { resultBytes: 1024 });
    return dispatcher.dispatch(exchangeOf({ method, params, peer })) as { frame: string };
  };

  it('is a tool error for a model', () => {
    for (const peer of [legacyPeer(), modernPeer()]) {
      const { frame } = sized('tools/call', { name: 'export' }, peer);
      expect(JSON.parse(frame)).toMatchObject({
        result: {
          isError: true,
          content: [
            {
              text: expect.stringMatching(
                /^The result of tools\/call "export" is too large: at least 1\d{3} bytes, and limits\.resultBytes allows 1024\./,
              ),
            },
          ],
        },
      });
    }
  });

  it('is an error of the protocol elsewhere', () => {
    const { frame } = sized('resources/read', { uri: 'a:b' });
    expect(JSON.parse(frame)).toMatchObject({
      error: { code: -32603, message: expect.stringContaining('resources/read "a:b"') },
    });
    expect(logged).not.toHaveBeenCalled();
  });
});

describe('an exchange that ended', () => {
  it.each<AbortReason>(['cancelled', 'disconnected'])(
    'because it was %s gets no answer',
    async (reason) => {
      const exchange = exchangeOf({ method: 'do' });
      const reply = answer(untilAborted, exchange);
      exchange.abort(reason);
      expect(await reply).toEqual({ status: 202, frame: undefined });
      expect(logged).not.toHaveBeenCalled();
    },
  );

  it('because of a shutdown is told so', async () => {
    const exchange = exchangeOf({ method: 'do' });
    const reply = answer(untilAborted, exchange);
    exchange.abort('shutdown');
    expect(await reply).toMatchObject({ status: 503, frame: { error: { code: -32000 } } });
    expect(logged).not.toHaveBeenCalled();
  });
});

describe('drain', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] });
  });

  it('is over at once when nothing is open', async () => {
    await expect(dispatcherOf(() => ({})).drain(60_000)).resolves.toBeUndefined();
  });

  it('waits for what ends in time', async () => {
    let finish: ((result: object) => void) | undefined;
    const dispatcher = dispatcherOf(() => new Promise((resolve) => (finish = resolve)));
    const exchange = exchangeOf({ method: 'do' });
    const reply = dispatcher.dispatch(exchange);
    const drained = dispatcher.drain(60_000);
    finish?.({ done: true });
    await drained;
    expect(exchange.signal.aborted).toBe(false);
    expect((await reply).frame).toContain('"done":true');
  });

  it('ends what is still open when the time is over', async () => {
    const dispatcher = dispatcherOf(untilAborted);
    const exchange = exchangeOf({ method: 'do' });
    const reply = dispatcher.dispatch(exchange);
    await dispatcher.drain(0);
    expect(exchange.abortReason).toBe('shutdown');
    expect(await reply).toMatchObject({ status: 503 });
  });

  it('lets those that it ended send their answers', async () => {
    const sent: string[] = [];
    const dispatcher = dispatcherOf(untilAborted);
    void Promise.resolve(dispatcher.dispatch(exchangeOf({ method: 'do' })))
      .then(async (reply) => reply)
      .then(async ({ frame }) => sent.push(String(frame)));
    await dispatcher.drain(0);
    expect(sent).toEqual([expect.stringContaining('shutting down')]);
  });
});
