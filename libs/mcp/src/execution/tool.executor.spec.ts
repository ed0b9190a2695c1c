import type { CallAborted } from '../context/call.aborted.js';
import { Logger, NotFoundException } from '@nestjs/common';
import { ProtocolError } from '@modelcontextprotocol/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { executorOf } from '../../test/interactive.fixture.js';
import { entryOf } from '../../test/entry.fixture.js';
import { exchangeOf, legacyPeer, modernPeer } from '../../test/exchange.fixture.js';
import type { Handler } from '../catalog/catalog.js';
import { McpContext } from '../context/mcp.context.js';
import type { AbortReason } from '../context/call.aborted.js';
import type { ToolOptions } from '../decorators/tool.decorator.js';
import { McpError } from '../errors/mcp.error.js';
import { ToolError } from '../errors/tool.error.js';

const logged = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);

beforeEach(() => {
  logged.mockClear();
});

afterEach(() => {
  vi.useRealTimers();
});

const never = () => new Promise<never>(() => undefined);
const fails = (thrown: unknown) => () => Promise.reject(thrown);

async function run(
  handler: Handler,
  options: ToolOptions = {},
  { args = {}, exchange = exchangeOf(), timeout = 0 } = {},
) {
  return executorOf(timeout).execute(entryOf(options, handler), args, exchange);
}

describe('a call', () => {
  it('gives the handler its arguments and a context of this request', async () => {
    const handler = vi.fn((_args: unknown, ctx: McpContext) => ctx.requestId);
    const exchange = exchangeOf({ id: 'r-7' });
    const result = await run(handler, {}, { args: { a: 1 }, exchange });
    expect(handler).toHaveBeenCalledWith({ a: 1 }, expect.any(McpContext));
    expect(handler.mock.calls[0]?.[1].signal).toBe(exchange.signal);
    expect(result).toEqual({ content: [{ type: 'text', text: 'r-7' }] });
  });

  it('gives the handler what the schema makes of the arguments', async () => {
    const input = z.object({ number: z.coerce.number(), page: z.number().default(1) });
    const handler = vi.fn();
    await run(handler, { input }, { args: { number: '7', extra: true } });
    expect(handler).toHaveBeenCalledWith({ number: 7, page: 1 }, expect.anything());
  });

  it('without a schema gets the arguments as they came', async () => {
    const args = { anything: [1] };
    const handler = vi.fn();
    await run(handler, {}, { args });
    expect(handler.mock.calls[0]?.[0]).toBe(args);
  });

  it('does not reach the handler when it is aborted already', async () => {
    const handler = vi.fn();
    const exchange = exchangeOf();
    exchange.abort('cancelled');
    await expect(run(handler, {}, { exchange })).rejects.toMatchObject({ reason: 'cancelled' });
    expect(handler).not.toHaveBeenCalled();
  });
});

describe('wrong arguments', () => {
  const options = { input: z.object({ number: z.number() }) };
  const text = /^Invalid arguments for tool 'echo':\n- number: /;

  it.each([
    ['2025-11-25', legacyPeer()],
    ['2026-07-28', modernPeer()],
  ])('are told to the model in %s', async (_, peer) => {
    const handler = vi.fn();
    const result = await run(handler, options, { exchange: exchangeOf({ peer }) });
    expect(result).toEqual({
      content: [{ type: 'text', text: expect.stringMatching(text) }],
      isError: true,
    });
    expect(handler).not.toHaveBeenCalled();
  });

  it.each(['2025-06-18', '2025-03-26', '2024-11-05'])(
    'fail the request in %s',
    async (protocolVersion) => {
      const exchange = exchangeOf({ peer: legacyPeer({ protocolVersion }) });
      await expect(run(vi.fn(), options, { exchange })).rejects.toMatchObject({
        code: 'INVALID_ARGUMENTS',
        message: expect.stringMatching(text),
      });
    },
  );
});

describe('an error of a handler', () => {
  it.each([
    ['a ToolError', new ToolError('Try another id'), 'Try another id'],
    ['an HttpException', new NotFoundException('No order 7'), 'No order 7'],
  ])('is told to the model: %s', async (_, error, text) => {
    const result = { content: [{ type: 'text', text }], isError: true };
    expect(await run(fails(error))).toEqual(result);
    expect(logged).not.toHaveBeenCalled();
  });

  it.each([
    ['an error', new Error('SELECT * FROM users'), 'SELECT'],
    ['a text', 'SELECT * FROM users', 'SELECT'],
    ['undefined', undefined, 'undefined'],
    ['an object without a prototype', Object.create(null), ''],
  ])('is masked, and logged under the id that the client gets: %s', async (_, error, logText) => {
    const { content, isError } = await run(fails(error));
    const { text } = content[0] as { text: string };
    const id = /Correlation id: (\S+)$/.exec(text)?.[1];
    expect(isError).toBe(true);
    expect(text).not.toContain('SELECT');
    expect(logged).toHaveBeenCalledOnce();
    const [line] = logged.mock.calls[0]!;
    expect(line).toContain(`Tool 'echo' (Tools#echo) failed, correlation id ${id}`);
    expect(line).toContain(logText);
  });

  it('is logged with its stack', async () => {
    const error = new Error('boom');
    await run(fails(error));
    expect(logged).toHaveBeenCalledWith(expect.stringContaining('boom'), error.stack);
  });

  it.each([
    ['of ours', new McpError('INVALID_PARAMS', 'x')],
    ['of the SDK', new ProtocolError(-32042, 'x')],
  ])('fails the request if it is one of the protocol, %s', async (_, error) => {
    await expect(run(fails(error))).rejects.toBe(error);
  });

  it('may be thrown before there is a promise', async () => {
    const handler = () => {
      throw new ToolError('now');
    };
    expect(await run(handler)).toMatchObject({ isError: true, content: [{ text: 'now' }] });
  });

  it('is masked when the handler returns something else than it declared', async () => {
    const result = await run(() => ({ secret: 1 }), { output: z.object({ id: z.number() }) });
    expect(result.isError).toBe(true);
    expect(JSON.stringify(result)).not.toContain('output schema');
    expect(logged.mock.calls[0]?.[0]).toContain('output schema forbids:\n- id');
  });
});

describe('the time of a call', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  it.each([
    ['its own time-out', { timeout: 50 }, 1000, 50],
    ['the default', {}, 1000, 1000],
  ])('ends by %s, and the model is told', async (_, options, timeout, limit) => {
    const aborted = vi.fn();
    const handler = (__: unknown, ctx: McpContext) => {
      ctx.signal.addEventListener('abort', () =>
        aborted((ctx.signal.reason as CallAborted).reason),
      );
      return never();
    };
    const result = run(handler, options, { timeout });
    await vi.advanceTimersByTimeAsync(limit - 1);
    expect(aborted).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(aborted).toHaveBeenCalledWith('timed-out');
    expect(await result).toEqual({
      content: [
        {
          type: 'text',
          text: `The tool 'echo' did not answer within ${limit} ms and was stopped.`,
        },
      ],
      isError: true,
    });
  });

  it('has no end if the tool says 0, whatever the default is', async () => {
    const exchange = exchangeOf();
    void run(never, { timeout: 0 }, { timeout: 10, exchange });
    await vi.advanceTimersByTimeAsync(100_000);
    expect(exchange.signal.aborted).toBe(false);
  });

  it('includes the time in which arguments are checked', async () => {
    const slow = {
      '~standard': { version: 1, vendor: 'test', validate: never, jsonSchema: jsonSchema() },
    };
    const result = run(vi.fn(), { input: slow as never, timeout: 10 });
    await vi.advanceTimersByTimeAsync(10);
    expect(await result).toMatchObject({ isError: true });
  });

  it.each<AbortReason>(['cancelled', 'disconnected', 'shutdown'])(
    'ends without a result when it was %s',
    async (reason) => {
      const exchange = exchangeOf();
      const result = run(never, {}, { exchange });
      exchange.abort(reason);
      await expect(result).rejects.toMatchObject({ reason });
      expect(logged).not.toHaveBeenCalled();
    },
  );
});

function jsonSchema() {
  const convert = () => ({ type: 'object' });
  return { input: convert, output: convert };
}
