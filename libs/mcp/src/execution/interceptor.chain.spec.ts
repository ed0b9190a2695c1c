import { AsyncLocalStorage } from 'node:async_hooks';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { defer, lastValueFrom, map, of, share, toArray, type Observable } from 'rxjs';
import { thenable } from '../../test/behaviour.fixture.js';
import { describe, expect, it, vi } from 'vitest';
import { intercept } from './interceptor.chain.js';

const context = new ExecutionContextHost([]);
const passing: NestInterceptor = { intercept: (_, next) => next.handle() };
const wrapping = (name: string): NestInterceptor => ({
  intercept: (_, next) => next.handle().pipe(map((value) => `${name}(${value as string})`)),
});

function through(method: () => unknown, ...interceptors: NestInterceptor[]) {
  const seen = vi.fn<(value: unknown) => void>();
  return { stream: intercept(interceptors, context, method, seen), seen };
}

function valuesAtOnce(stream: Observable<unknown>): unknown[] {
  const values: unknown[] = [];
  stream.subscribe((value) => values.push(value));
  return values;
}

it('runs nothing before somebody listens', () => {
  const method = vi.fn();
  through(method, passing);
  expect(method).not.toHaveBeenCalled();
});

it('goes through each, and never at once', async () => {
  const { stream } = through(() => 'value', wrapping('outer'), passing, wrapping('inner'));
  expect(valuesAtOnce(stream)).toEqual([]);
  expect(await lastValueFrom(stream)).toBe('outer(inner(value))');
});

it('lets an interceptor keep its subscription, and a second one join', async () => {
  const method = vi.fn(() => 'value');
  const heard: unknown[] = [];
  const { stream } = through(method, {
    intercept: (_, next) => {
      const shared = next.handle().pipe(share());
      const listening = shared.subscribe((value) => {
        listening.unsubscribe();
        heard.push(value);
      });
      return shared;
    },
  });
  expect(await lastValueFrom(stream)).toBe('value');
  expect(heard).toEqual(['value']);
  expect(method).toHaveBeenCalledOnce();
});

it('gives nothing to whoever stopped listening, and loses no error', async () => {
  const error = new Error('boom');
  const next = vi.fn();
  const { stream } = through(() => 'value', passing);
  stream.subscribe(next).unsubscribe();
  await Promise.resolve();
  expect(next).not.toHaveBeenCalled();
  await expect(lastValueFrom(through(() => Promise.reject(error), passing).stream)).rejects.toBe(
    error,
  );
});

it('hands the context to each interceptor', () => {
  const spy = vi.fn((_: ExecutionContext, next: CallHandler) => next.handle());
  valuesAtOnce(through(() => 1, { intercept: spy }, passing).stream);
  expect(spy.mock.calls[0]?.[0]).toBe(context);
});

it('passes each value of an Observable on', async () => {
  const { stream, seen } = through(async () => of('a', 'b'), wrapping('x'));
  expect(await lastValueFrom(stream.pipe(toArray()))).toEqual(['x(a)', 'x(b)']);
  expect(seen.mock.calls.flat()).toEqual(['a', 'b']);
});

describe('what the method returned', () => {
  it.each<[string, unknown]>([
    ['a value', 'value'],
    ['a promise', Promise.resolve('value')],
    ['a thenable', thenable('value')],
    ['an Observable', of('value')],
  ])('is seen before interceptors change it: %s', async (_, returned) => {
    const { stream, seen } = through(() => returned, wrapping('changed'));
    expect(await lastValueFrom(stream)).toBe('changed(value)');
    expect(seen).toHaveBeenCalledExactlyOnceWith('value');
  });

  it('is not seen if an interceptor answers instead', () => {
    const method = vi.fn();
    const { stream, seen } = through(method, { intercept: () => of('cached') });
    expect(valuesAtOnce(stream)).toEqual(['cached']);
    expect(method).not.toHaveBeenCalled();
    expect(seen).not.toHaveBeenCalled();
  });
});

describe('an AsyncLocalStorage', () => {
  const scope = new AsyncLocalStorage<string>();

  it('around handle() holds for the method, whoever listens', async () => {
    const scoping: NestInterceptor = {
      intercept: (_, next) => {
        const handled = scope.run('own', () => next.handle());
        return defer(() => scope.run('other', () => handled));
      },
    };
    const { stream } = through(() => scope.getStore(), scoping, passing);
    expect(await scope.run('caller', () => lastValueFrom(stream))).toBe('own');
  });

  it('that an interceptor enters holds for the method, and for nothing after the call', async () => {
    const entering: NestInterceptor = {
      intercept: (_, next) => {
        scope.enterWith('own');
        return next.handle();
      },
    };
    const { stream } = through(() => scope.getStore(), entering);
    await scope.run('caller', async () => {
      const value = lastValueFrom(stream);
      expect(scope.getStore()).toBe('caller');
      expect(await value).toBe('own');
    });
  });
});
