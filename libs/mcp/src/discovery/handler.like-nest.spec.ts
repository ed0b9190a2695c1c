import {
  Catch,
  Injectable,
  Logger,
  UseFilters,
  UseGuards,
  UseInterceptors,
  UsePipes,
  type ArgumentsHost,
  type CanActivate,
  type ExceptionFilter,
  type NestInterceptor,
} from '@nestjs/common';
import { ExternalContextCreator } from '@nestjs/core';
import type { TestingModule } from '@nestjs/testing';
import type { Observable } from 'rxjs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import {
  FILTERS,
  INTERCEPTORS,
  later,
  METHODS,
  scope,
  VERDICTS,
  type Intercept,
  type Verdict,
} from '../../test/behaviour.fixture.js';
import { exchangeOf } from '../../test/exchange.fixture.js';
import { appOf, explore } from '../../test/server.fixture.js';
import { McpContext } from '../context/mcp.context.js';
import { Args } from '../decorators/parameter.decorators.js';
import { PARAMETERS_METADATA, ParameterKind } from '../decorators/parameter.metadata.js';
import { Tool } from '../decorators/tool.decorator.js';
import { PushInteraction } from '../execution/interaction/push.interaction.js';

/*
 * Nest's own way of calling a method is the authority: whatever guards, interceptors, filters and
 * methods do, a call must come to the same, by the same steps.
 */

vi.spyOn(Logger, 'error').mockImplementation(() => undefined);
vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);

/** What happened in a call. */
let trail: unknown[] = [];

function guardOf(name: string, verdict: () => Verdict): CanActivate {
  return {
    canActivate(context) {
      trail.push(name, context.getClass().name, context.getHandler().name);
      return verdict();
    },
  };
}

function interceptorOf(name: string, intercept: Intercept): NestInterceptor {
  return {
    intercept(context, next) {
      trail.push(name, context.getHandler().name, context.getArgByIndex(1));
      return intercept(next) as Observable<unknown>;
    },
  };
}

function filterOf(type: new () => object, handle: ExceptionFilter['catch']): ExceptionFilter {
  @Catch(type)
  class Filter implements ExceptionFilter {
    catch(error: unknown, host: ArgumentsHost): unknown {
      trail.push(`filter ${String(error)}`);
      return handle(error, host);
    }
  }
  return new Filter();
}

interface Case {
  readonly body: () => unknown;
  readonly decorators: readonly MethodDecorator[];
}

const upper = {
  transform: (value: unknown) => (typeof value === 'string' ? value.toUpperCase() : value),
};
const argument: MethodDecorator = (target, key) => Args('text', upper)(target, key, 0);
const caught = Object.values(FILTERS).map((handle) => UseFilters(filterOf(RangeError, handle)));

function casesOfGuard(judge: () => Verdict): Case[] {
  const guards = UseGuards(
    guardOf('guard', judge),
    guardOf('second', () => true),
  );
  const filters = Object.values(FILTERS).map((handle) => UseFilters(filterOf(Error, handle)));
  return [[guards], ...filters.map((filter) => [guards, filter])].map((decorators) => ({
    body: () => 'done',
    decorators,
  }));
}

function casesOfInterceptor(intercept: Intercept): Case[] {
  const one = UseInterceptors(interceptorOf('interceptor', intercept));
  const other = UseInterceptors(interceptorOf('other', (next) => next.handle()));
  const ways = [
    [one],
    [one, other],
    [other, one],
    [one, UseGuards(guardOf('guard', () => later(true)))],
    [one, UsePipes(upper)],
    [one, argument],
    ...caught.map((filter) => [one, filter]),
  ];
  return Object.values(METHODS).flatMap((body) => ways.map((decorators) => ({ body, decorators })));
}

function casesOfMethod(body: () => unknown): Case[] {
  const others = Object.values(FILTERS).map((handle) =>
    UseFilters(filterOf(TypeError, handle), filterOf(RangeError, handle)),
  );
  const ways = [[], [argument], ...[...caught, ...others].map((filter) => [filter])];
  return ways.map((decorators) => ({ body, decorators }));
}

function group<T>(
  what: string,
  behaviours: Record<string, T>,
  casesOf: (behaviour: T) => Case[],
): [string, Case[]][] {
  return Object.entries(behaviours).map(([name, one]) => [`${what} ${name}`, casesOf(one)]);
}

const groups = [
  ...group('a guard with', VERDICTS, casesOfGuard),
  ...group('an interceptor that', INTERCEPTORS, casesOfInterceptor),
  ...group('a method that gives', METHODS, casesOfMethod),
];
const cases = groups.flatMap(([, ofGroup]) => ofGroup);
const nameOf = (one: Case) => `case${cases.indexOf(one)}`;

/** A provider with a method for each case. */
function hostOf(): new () => object {
  class Host {}
  for (const one of cases) {
    const name = nameOf(one);
    const value = function (this: object, ...parameters: unknown[]) {
      trail.push(name, this instanceof Host, parameters, scope.getStore());
      return one.body();
    };
    Object.defineProperty(value, 'name', { value: name });
    const descriptor = { value, configurable: true, writable: true };
    Object.defineProperty(Host.prototype, name, descriptor);
    for (const decorate of [...one.decorators, Tool()]) decorate(Host.prototype, name, descriptor);
  }
  return Injectable()(Host) ?? Host;
}

const args = { text: 'words' };
const sourceOf = {
  exchangeKeyForValue: (kind: number, name: unknown, [ctx, all]: unknown[]) =>
    kind === ParameterKind.Context ? ctx : name === 'text' ? args.text : all,
};

interface Course {
  readonly outcome: unknown;
  readonly trail: unknown[];
}

/** How a call ends, and what it comes by. */
async function courseOf(call: () => unknown): Promise<Course> {
  trail = [];
  let outcome: unknown;
  try {
    outcome = { value: await scope.run('outer', call) };
  } catch (error) {
    outcome = { error: String(error) };
  }
  return { outcome, trail };
}

describe('as in a call by Nest', () => {
  let app: TestingModule;
  let host: Record<string, () => unknown>;
  let ours: Map<string, (ctx: McpContext) => unknown>;

  beforeAll(async () => {
    const Host = hostOf();
    app = await appOf({ providers: [Host] });
    host = app.get(Host);
    ours = new Map(explore(app).map(({ key, handler }) => [key, (ctx) => handler(args, ctx)]));
  });

  const nestsWay = (name: string) => {
    const method = host[name] as () => unknown;
    const contexts = app.get(ExternalContextCreator, { strict: false });
    const options = [undefined, undefined, undefined, 'mcp'] as const;
    const call = contexts.create(host, method, name, PARAMETERS_METADATA, sourceOf, ...options);
    return (ctx: McpContext) => call(ctx, args) as unknown;
  };

  it.each(groups)('goes %s', async (_, ofGroup) => {
    for (const name of ofGroup.map(nameOf)) {
      const exchange = exchangeOf();
      const ctx = new McpContext(exchange, new PushInteraction(exchange, 1000));
      const expected = await courseOf(() => nestsWay(name)(ctx));
      const call = ours.get(name);
      expect(await courseOf(() => call?.(ctx)), name).toEqual(expected);
    }
  });

  it('goes every case', () => {
    expect(ours.size).toBe(cases.length);
  });
});
