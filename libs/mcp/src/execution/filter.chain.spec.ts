import { ConflictException, Logger, NotFoundException } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { of, throwError } from 'rxjs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { exchangeOf } from '../../test/exchange.fixture.js';
import { CallAborted } from '../context/call.aborted.js';
import { McpError } from '../errors/mcp.error.js';
import { ToolError } from '../errors/tool.error.js';
import { answerOfFilters } from './filter.chain.js';
import { CallSuspended } from './interaction/replay.interaction.js';

const logged = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);

beforeEach(() => {
  logged.mockClear();
});

const host = new ExecutionContextHost([exchangeOf()]);
const missing = new NotFoundException('No order 7');

/** What comes of an error that is given to a filter. */
const filtered = async (filter: (error: unknown) => unknown, error: unknown = missing) =>
  answerOfFilters({ invokeCustomFilters: filter }, error, host, 'Orders#find');

function rethrow(error: unknown): never {
  throw error;
}

describe('filters', () => {
  it.each([
    ['at once', () => 'an answer'],
    ['later', async () => 'an answer'],
    ['as a stream', () => of('no answer', 'an answer')],
  ])('answer %s', async (_, filter) => {
    expect(await filtered(filter)).toBe('an answer');
  });

  it.each([undefined, null])('leave an error as it is with %o', async (answer) => {
    await expect(filtered(() => answer)).rejects.toBe(missing);
    await expect(filtered(rethrow)).rejects.toBe(missing);
    expect(logged).not.toHaveBeenCalled();
  });

  it.each([
    new ToolError('x'),
    new ConflictException('x'),
    new McpError('INVALID_PARAMS', 'x'),
    new McpError('TOOL_FAILED', 'x'),
    new CallAborted('cancelled'),
  ])('may throw another error to answer with: %o', async (other) => {
    await expect(filtered(() => rethrow(other))).rejects.toBe(other);
    await expect(filtered(() => Promise.reject(other))).rejects.toBe(other);
    expect(logged).not.toHaveBeenCalled();
  });

  it('are not told of a call that waits for its client', async () => {
    const filter = vi.fn();
    const suspended = new CallSuspended('waits');
    await expect(filtered(filter, suspended)).rejects.toBe(suspended);
    expect(filter).not.toHaveBeenCalled();
  });
});

describe('a filter that fails', () => {
  const failure = new TypeError('response.status is not a function');

  it.each([
    ['at once', () => rethrow(failure)],
    ['later', () => Promise.reject(failure)],
    ['as a stream', () => throwError(() => failure)],
  ])('%s hides neither the error nor its own failure', async (_, filter) => {
    await expect(filtered(filter)).rejects.toBe(missing);
    expect(logged).toHaveBeenCalledOnce();
    const [line, stack] = logged.mock.calls[0] as [string, string];
    expect(line).toContain('An exception filter of Orders#find failed: TypeError: response.status');
    expect(line).toContain('answered instead: NotFoundException: No order 7');
    expect(line).toContain("if (host.getType() !== 'http') throw error;");
    expect(stack).toBe([missing.stack, failure.stack].join('\n'));
  });

  it('does so whatever was thrown', async () => {
    await expect(filtered(() => rethrow('text'), 'a text')).rejects.toBe('a text');
    expect(logged.mock.calls[0]?.[0]).toContain('failed: text. The error');
  });
});
