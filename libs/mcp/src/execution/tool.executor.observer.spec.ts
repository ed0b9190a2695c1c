import { setImmediate } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { entryOf } from '../../test/entry.fixture.js';
import { executorOf } from '../../test/interactive.fixture.js';
import { exchangeOf, legacyPeer } from '../../test/exchange.fixture.js';
import type { Handler } from '../catalog/catalog.js';
import type { ToolOptions } from '../decorators/tool.decorator.js';
import { McpError } from '../errors/mcp.error.js';
import { ToolError } from '../errors/tool.error.js';
import type { CallOutcome, McpCall, McpCallObserver } from './call.observer.js';

type Observe = McpCallObserver['observe'];

const logged = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);

beforeEach(() => {
  logged.mockClear();
});

afterEach(() => {
  vi.useRealTimers();
});

const OK = { content: [{ type: 'text', text: 'ok' }] };
const NOT_RUN: CallOutcome = { status: 'ok' };

function observed(observe: Observe, handler: Handler = () => 'ok', options: ToolOptions = {}) {
  const executor = executorOf(0, { observe });
  return async (exchange = exchangeOf()) =>
    executor.execute(entryOf(options, handler), {}, exchange);
}

/** What an observer is told about the end of a call. */
async function outcomeOf(handler: Handler, options?: ToolOptions, exchange = exchangeOf()) {
  let outcome: CallOutcome | undefined;
  const call = observed(async (_, run) => (outcome = await run()), handler, options);
  await call(exchange).catch(() => undefined);
  return outcome;
}

describe('an observer', () => {
  it('is told which call it is, and runs it', async () => {
    const calls: McpCall[] = [];
    const call = observed((each, run) => {
      calls.push(each);
      return run();
    });
    expect(await call()).toEqual(OK);
    expect(calls).toEqual([expect.objectContaining({ tool: 'echo', requestId: 1 })]);
  });

  it('surrounds the call', async () => {
    const order: string[] = [];
    const call = observed(
      async (_, run) => {
        order.push('before');
        const outcome = await run();
        order.push('after');
        return outcome;
      },
      () => void order.push('handler'),
    );
    await call();
    expect(order).toEqual(['before', 'handler', 'after']);
  });

  it.each<[string, Observe]>([
    [
      'throws before',
      () => {
        throw new Error('metrics');
      },
    ],
    ['rejects before', () => Promise.reject(new Error('metrics'))],
    [
      'throws after',
      async (_, run) => {
        await run();
        throw new Error('metrics');
      },
    ],
    [
      'throws meanwhile',
      (_, run) => {
        void run();
        throw new Error('metrics');
      },
    ],
  ])('that %s does not take the call with it', async (_, observe) => {
    const handler = vi.fn(() => 'ok');
    expect(await observed(observe, handler)()).toEqual(OK);
    expect(handler).toHaveBeenCalledOnce();
    // The answer doesn't wait for the observer.
    await setImmediate();
    expect(logged).toHaveBeenCalledWith('The call observer failed: Error: metrics');
  });

  it('that never ends does not hold the answer back', async () => {
    const call = observed(async (_, run) => {
      await run();
      return new Promise(() => undefined);
    });
    expect(await call()).toEqual(OK);
  });

  it.each<[string, Observe]>([
    ['does not run the call', async () => NOT_RUN],
    [
      'runs the call twice',
      async (_, run) => {
        await run();
        return run();
      },
    ],
    ['runs the call twice at once', async (_, run) => (await Promise.all([run(), run()]))[0]],
    [
      'does not wait for the call',
      async (_, run) => {
        void run();
        return NOT_RUN;
      },
    ],
    [
      'returns something else',
      async (_, run) => {
        await run();
        return undefined as never;
      },
    ],
  ])('that %s still has it run once, with its result', async (_, observe) => {
    const handler = vi.fn(async () => {
      await Promise.resolve();
      return 'ok';
    });
    expect(await observed(observe, handler)()).toEqual(OK);
    expect(handler).toHaveBeenCalledOnce();
    expect(logged).not.toHaveBeenCalled();
  });

  it('cannot change the error of a call', async () => {
    const error = new McpError('INVALID_PARAMS', 'no');
    const call = observed(
      async (_, run) => {
        await run();
        return NOT_RUN;
      },
      () => Promise.reject(error),
    );
    await expect(call()).rejects.toBe(error);
  });

  it('never sees the call reject', async () => {
    const rejected = vi.fn();
    const call = observed(
      (_, run) => run().catch(rejected) as Promise<CallOutcome>,
      () => Promise.reject(new Error('boom')),
    );
    expect(await call()).toMatchObject({ isError: true });
    expect(rejected).not.toHaveBeenCalled();
  });
});

describe('the time of an observed call', () => {
  const never = () => new Promise<never>(() => undefined);
  const TIMED_OUT: CallOutcome = { status: 'timed_out', errorCode: 'TOOL_TIMED_OUT' };

  beforeEach(() => {
    vi.useFakeTimers();
  });

  it.each<[string, Observe]>([
    ['never runs it', never],
    [
      'throws',
      () => {
        throw new Error('metrics');
      },
    ],
    ['runs it at once', (_, run) => run()],
    [
      'runs it late',
      async (_, run) => {
        await vi.advanceTimersByTimeAsync(5);
        return run();
      },
    ],
  ])('is over as that of another, if the observer %s', async (_, observe) => {
    const exchange = exchangeOf();
    const call = observed(observe, never, { timeout: 10 })(exchange);
    await vi.advanceTimersByTimeAsync(10);
    expect(await call).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('10 ms') }],
    });
    expect(exchange.abortReason).toBe('timed-out');
  });

  it('is over before an observer runs it too late, which is logged', async () => {
    const handler = vi.fn();
    let late: CallOutcome | undefined;
    const observe: Observe = async (_, run) => {
      await vi.advanceTimersByTimeAsync(100);
      return (late = await run());
    };
    expect(await observed(observe, handler, { timeout: 10 })()).toMatchObject({ isError: true });
    await vi.advanceTimersByTimeAsync(0);
    expect(late).toEqual(TIMED_OUT);
    expect(handler).not.toHaveBeenCalled();
    expect(logged).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining("did not run a call of tool 'echo' (Tools#echo) in its time"),
    );
  });

  it('ends with the call, also if the observer still waits to run it', async () => {
    const exchange = exchangeOf();
    const call = observed(never, () => 'ok', { timeout: 10 })(exchange);
    exchange.abort('cancelled');
    await expect(call).rejects.toMatchObject({ reason: 'cancelled' });
    expect(vi.getTimerCount()).toBe(0);
    expect(logged).not.toHaveBeenCalled();
  });
});

describe('the outcome of a call', () => {
  const input = z.object({ n: z.number() });
  const output = z.object({ n: z.number() });
  const reject = (thrown: unknown) => () => Promise.reject(thrown);
  const ID = expect.stringMatching(/^[0-9a-f-]{36}$/);

  it.each<[string, Handler, ToolOptions, CallOutcome]>([
    ['a value', () => 'ok', {}, { status: 'ok' }],
    ['a finished error', () => ({ content: [], isError: true }), {}, { status: 'tool_error' }],
    ['a ToolError', reject(new ToolError('x')), {}, { status: 'tool_error' }],
    [
      'wrong arguments',
      () => 'ok',
      { input },
      { status: 'tool_error', errorCode: 'INVALID_ARGUMENTS' },
    ],
    [
      'a failure',
      reject(new Error('x')),
      {},
      { status: 'tool_error', errorCode: 'TOOL_FAILED', correlationId: ID },
    ],
    [
      'a wrong result',
      () => 'x',
      { output },
      { status: 'tool_error', errorCode: 'INVALID_OUTPUT', correlationId: ID },
    ],
    [
      'a result without JSON',
      () => ({ n: 1n }),
      {},
      { status: 'tool_error', errorCode: 'UNSERIALISABLE_RESULT', correlationId: ID },
    ],
    [
      'a result that is too large',
      () => ['a'.repeat(5000)].values(),
      {},
      { status: 'tool_error', errorCode: 'RESULT_TOO_LARGE' },
    ],
    [
      'a protocol error',
      reject(new McpError('INVALID_PARAMS', 'x')),
      {},
      { status: 'protocol_error', errorCode: 'INVALID_PARAMS' },
    ],
  ])('after %s', async (_, handler, options, expected) => {
    expect(await outcomeOf(handler, options)).toEqual(expected);
  });

  it('after wrong arguments in an older revision', async () => {
    const exchange = exchangeOf({ peer: legacyPeer({ protocolVersion: '2025-06-18' }) });
    expect(await outcomeOf(() => 'ok', { input }, exchange)).toEqual({
      status: 'protocol_error',
      errorCode: 'INVALID_ARGUMENTS',
    });
  });

  it('after a cancellation', async () => {
    const exchange = exchangeOf();
    const outcome = outcomeOf(() => new Promise(() => undefined), {}, exchange);
    exchange.abort('cancelled');
    expect(await outcome).toEqual({ status: 'cancelled' });
  });

  it('after its time was up', async () => {
    vi.useFakeTimers();
    const outcome = outcomeOf(() => new Promise(() => undefined), { timeout: 10 });
    await vi.advanceTimersByTimeAsync(10);
    expect(await outcome).toEqual({ status: 'timed_out', errorCode: 'TOOL_TIMED_OUT' });
  });
});
