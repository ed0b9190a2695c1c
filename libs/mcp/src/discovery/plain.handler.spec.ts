import {
  Catch,
  createParamDecorator,
  Injectable,
  UseFilters,
  UseGuards,
  UseInterceptors,
  UsePipes,
} from '@nestjs/common';
import { ApplicationConfig } from '@nestjs/core';
import { of } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import type { McpContext } from '../context/mcp.context.js';
import { Args, Ctx } from '../decorators/parameter.decorators.js';
import { Tool } from '../decorators/tool.decorator.js';
import { isPlain, plainHandler } from './plain.handler.js';

@Catch()
class Filter {
  catch(): void {}
}
const guard = { canActivate: () => true };
const pipe = { transform: (value: unknown) => value };
const interceptor = { intercept: () => of(1) };
const Caller = createParamDecorator(() => 'someone');
const ctx = {} as McpContext;

@Injectable()
class Tools {
  @Tool() plain(): void {}
  @Tool() @UseGuards(guard) withGuard(): void {}
  @Tool() @UsePipes(pipe) withPipe(): void {}
  @Tool() @UseInterceptors(interceptor) withInterceptor(): void {}
  @Tool() @UseFilters(Filter) withFilter(): void {}
  @Tool() turned(@Ctx() _ctx: unknown, @Args() _args: unknown): void {}
  @Tool() same(@Args() _args: unknown, @Ctx() _ctx: unknown): void {}
  @Tool() named(@Args('a') _a: unknown, @Ctx() _ctx: unknown): void {}
  @Tool() piped(@Args(pipe) _args: unknown, @Ctx() _ctx: unknown): void {}
  @Tool() custom(@Caller() _caller: unknown, @Args() _args: unknown, @Ctx() _c: unknown): void {}
  @Tool() swapped(@Caller() _caller: unknown, @Ctx() _c: unknown): void {}
}

@Injectable()
class Inherited extends Tools {
  @Tool() own(): void {}
}

@Injectable()
@UseGuards(guard)
class Guarded {
  @Tool() plain(): void {}
}

class BelowGuarded extends Guarded {}

type Name = Exclude<keyof Tools, 'prototype'>;

function plain(instance: object, name: string, config = new ApplicationConfig()): boolean {
  const method = (instance as Record<string, object>)[name] ?? {};
  return isPlain(instance, name, method, config);
}

describe('a method is plain', () => {
  it.each<Name>(['plain', 'same'])('if nothing is between: %s', (name) => {
    expect(plain(new Tools(), name)).toBe(true);
  });

  it.each(['plain', 'own'])('if it is inherited, or beside what is: %s', (name) => {
    expect(plain(new Inherited(), name)).toBe(true);
  });

  it.each<Name>([
    'withGuard',
    'withPipe',
    'withInterceptor',
    'withFilter',
    'turned',
    'named',
    'piped',
    'custom',
    'swapped',
  ])('but not %s', (name) => {
    expect(plain(new Tools(), name)).toBe(false);
  });

  it('but not behind a guard of its class, or of the class above', () => {
    expect(plain(new Guarded(), 'plain')).toBe(false);
    expect(plain(new BelowGuarded(), 'plain')).toBe(false);
  });

  it.each<[string, (config: ApplicationConfig) => void]>([
    ['a guard', (config) => config.useGlobalGuards(guard)],
    ['a pipe', (config) => config.useGlobalPipes(pipe)],
    ['an interceptor', (config) => config.useGlobalInterceptors(interceptor)],
    ['a filter', (config) => config.useGlobalFilters(new Filter())],
    ['a guard of each request', (config) => config.addGlobalRequestGuard({} as never)],
    ['a pipe of each request', (config) => config.addGlobalRequestPipe({} as never)],
    ['an interceptor of each request', (config) => config.addGlobalRequestInterceptor({} as never)],
    ['a filter of each request', (config) => config.addGlobalRequestFilter({} as never)],
  ])('but not where %s is there for all', (_, add) => {
    const config = new ApplicationConfig();
    add(config);
    expect(plain(new Tools(), 'plain', config)).toBe(false);
  });
});

describe('a plain handler', () => {
  it('calls the method on its provider with the arguments and the context', () => {
    const method = vi.fn(function (this: object) {
      return this;
    });
    const provider = {};
    const args = { a: 1 };
    expect(plainHandler(provider, method)(args, ctx)).toBe(provider);
    expect(method).toHaveBeenCalledWith(args, ctx);
  });

  it.each<[string, unknown]>([
    ['a value', 3],
    ['a promise', Promise.resolve(3)],
    ['an Observable, its last value', of(1, 2, 3)],
    ['a promise of an Observable', Promise.resolve(of(1, 2, 3))],
  ])('returns %s', async (_, value) => {
    expect(await plainHandler({}, () => value)({}, ctx)).toBe(3);
  });

  it('fails as the method does', async () => {
    const error = new Error('boom');
    const throwing = plainHandler({}, () => {
      throw error;
    });
    expect(() => throwing({}, ctx)).toThrow(error);
    await expect(plainHandler({}, () => Promise.reject(error))({}, ctx)).rejects.toBe(error);
  });
});
