import type { ArgumentsHost, ExecutionContext } from '@nestjs/common';
import { map, of } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import { McpContext } from '../context/mcp.context.js';
import { exchangeOf } from '../../test/exchange.fixture.js';
import { enhance, type Enhancers } from './enhanced.handler.js';
import { PushInteraction } from './interaction/push.interaction.js';

const args = { a: 1 };
const yes = { canActivate: () => true };
const listing = {
  intercept: (_: ExecutionContext, next: { handle(): ReturnType<typeof of> }) =>
    next.handle().pipe(map((value) => [value])),
};
const input = { resultType: 'input_required', requestState: 'x' };

class Orders {
  readonly self = this;
}
const orders = new Orders();
const declared = (): void => undefined;

function contextOf(): McpContext {
  const exchange = exchangeOf();
  return new McpContext(exchange, new PushInteraction(exchange, 1000));
}

function called(run: () => unknown, some: Partial<Enhancers>, ctx = contextOf()): unknown {
  const parameters = [1, 0].map((index) => ({
    source: (context: ExecutionContext) => context.getArgByIndex<unknown>(index),
    pipes: [],
    metadata: { type: 'custom' as const },
  }));
  const filters = { invokeCustomFilters: () => undefined };
  const none: Enhancers = { guards: [], interceptors: [], parameters, filters };
  return enhance({ instance: orders, code: declared, run }, { ...none, ...some })(args, ctx);
}

describe('a method', () => {
  it('is called on its provider, with what its parameters come to', () => {
    const ctx = contextOf();
    const code = vi.fn(function (this: unknown) {
      return this;
    });
    expect(called(code, {}, ctx)).toBe(orders);
    expect(code).toHaveBeenCalledExactlyOnceWith(args, ctx);
  });

  it.each<[string, Partial<Enhancers>, unknown]>([
    ['no guard', {}, 'done'],
    ['a guard', { guards: [yes] }, 'done'],
    ['filters', { filters: { invokeCustomFilters: () => 'filtered' } }, 'done'],
  ])('is through at once behind %s', (_, enhancers, result) => {
    expect(called(() => 'done', enhancers)).toEqual(result);
    expect(called(() => of('undone', 'done'), enhancers)).toEqual(result);
  });

  it('is waited for as long as it takes', async () => {
    expect(await called(async () => 'done', { guards: [yes] })).toBe('done');
  });

  it('is waited for behind an interceptor, as in Nest', async () => {
    for (const run of [() => 'done', async () => 'done', () => of('undone', 'done')]) {
      const result = called(run, { interceptors: [listing] });
      expect(result).toBeInstanceOf(Promise);
      expect(await result).toEqual(['done']);
    }
  });

  it('is told to guards as it was declared', () => {
    let context: ExecutionContext | undefined;
    const canActivate = (given: ExecutionContext) => (context = given) !== undefined;
    called(() => 'done', { guards: [{ canActivate }] });
    expect(context?.getHandler()).toBe(declared);
    expect(context?.getClass()).toBe(Orders);
  });
});

describe('filters', () => {
  const error = new RangeError('boom');
  const filters = {
    invokeCustomFilters: (caught: unknown, host: ArgumentsHost) => [caught, host.getType()],
  };
  const boom = () => {
    throw error;
  };

  it.each<[string, () => unknown, Partial<Enhancers>]>([
    ['the method', boom, {}],
    ['the method later', () => Promise.reject(error), {}],
    ['a guard', () => 1, { guards: [{ canActivate: boom }] }],
    ['a guard later', () => 1, { guards: [{ canActivate: () => Promise.reject(error) }] }],
    ['an interceptor', () => 1, { interceptors: [{ intercept: boom }] }],
  ])('answer what fails in %s', async (_, code, enhancers) => {
    expect(await called(code, { ...enhancers, filters })).toEqual([error, 'mcp']);
  });

  it('may answer with an Observable, or later', async () => {
    const answers = [of('late', 'last'), Promise.resolve(of('last')), 'last'];
    for (const answer of answers) {
      expect(await called(boom, { filters: { invokeCustomFilters: () => answer } })).toBe('last');
    }
  });

  it.each([undefined, null])('leave the error as it is if they have no answer: %s', (none) => {
    const without = { filters: { invokeCustomFilters: () => none } };
    expect(() => called(boom, without)).toThrow(error);
    return expect(called(() => Promise.reject(error), without)).rejects.toBe(error);
  });
});

describe('a question that a method returns', () => {
  it.each<[string, () => unknown]>([
    ['at once', () => input],
    ['later', async () => input],
    ['in an Observable', () => of(input)],
  ])('is kept for who asks, whatever interceptors make of it: %s', async (_, code) => {
    const ctx = contextOf();
    expect(await called(code, { interceptors: [listing] }, ctx)).toEqual([input]);
    expect(ctx.returnedInput).toBe(input);
  });

  it('is none if it asks nothing', async () => {
    const ctx = contextOf();
    await called(() => ({ resultType: 'complete' }), { interceptors: [listing] }, ctx);
    await called(() => null, { interceptors: [listing] }, ctx);
    expect(ctx.returnedInput).toBeUndefined();
  });
});
