import { deriveKey } from '../security/derived.key.js';
import { ForbiddenException, NotFoundException } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exchangeOf } from '../../test/exchange.fixture.js';
import type { Handler } from '../catalog/catalog.js';
import { McpError } from '../errors/mcp.error.js';
import { ToolError } from '../errors/tool.error.js';
import { HandlerRunner } from './handler.runner.js';
import { InteractiveRunner } from './interaction/interactive.runner.js';
import { StateSealer } from './interaction/state.sealer.js';

const interactive = new InteractiveRunner(
  new StateSealer(deriveKey(undefined, 'state'), 60_000, () => undefined),
  1000,
);
const runner = new HandlerRunner({ timeout: 1000, resultBytes: 4096 }, interactive);
const same = (value: unknown) => value;
const run = (handler: Handler, exchange = exchangeOf()) =>
  runner.run(handler, { a: 1 }, exchange, same);
const throwing = (error: unknown): Handler => {
  return () => {
    throw error;
  };
};

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a handler that is no tool', () => {
  it('gets its arguments and the context, and its value is shaped', async () => {
    const handler: Handler = (args, ctx) => ({ ...args, id: ctx.requestId });
    expect(await runner.run(handler, { a: 1 }, exchangeOf(), (value) => [value])).toEqual([
      { a: 1, id: 1 },
    ]);
  });

  it.each([
    [new NotFoundException('No such order'), 'No such order'],
    [new ForbiddenException(), 'Forbidden'],
    [new ToolError('Sold out'), 'Sold out'],
  ])('may refuse the request with a message for the client: %o', async (error, message) => {
    await expect(run(throwing(error))).rejects.toMatchObject({
      code: 'HANDLER_REFUSED',
      message,
      cause: error,
    });
  });

  it.each([new McpError('INVALID_PARAMS', 'Not this way'), new Error('internals'), 'text', null])(
    'throws anything else as it is, to be answered or masked: %o',
    async (error) => {
      await expect(run(throwing(error))).rejects.toBe(error);
    },
  );

  it('throws what shaping throws', async () => {
    const shape = () => Promise.reject(new Error('no shape'));
    await expect(runner.run(() => 1, {}, exchangeOf(), shape)).rejects.toThrow('no shape');
  });
});

describe('the time of a handler', () => {
  it('is limited', async () => {
    const exchange = exchangeOf();
    const ended = expect(run(() => new Promise(() => undefined), exchange)).rejects.toMatchObject({
      code: 'TIMED_OUT',
      message: 'The server did not answer within 1000 ms.',
    });
    await vi.advanceTimersByTimeAsync(1000);
    await ended;
    expect(exchange.abortReason).toBe('timed-out');
  });

  it('is not, with 0', async () => {
    const patient = new HandlerRunner({ timeout: 0, resultBytes: 4096 }, interactive);
    await patient.run(() => 1, {}, exchangeOf(), same);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends when nobody waits any more', async () => {
    const exchange = exchangeOf();
    const ended = run(() => new Promise(() => undefined), exchange);
    exchange.abort('cancelled');
    await expect(ended).rejects.toMatchObject({ reason: 'cancelled' });
    expect(vi.getTimerCount()).toBe(0);
  });
});
