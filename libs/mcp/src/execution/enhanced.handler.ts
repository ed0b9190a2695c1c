import type { CanActivate, NestInterceptor, Type } from '@nestjs/common';
import type { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import type { Handler } from '../catalog/catalog.js';
import { andThen, type Awaitable } from '../context/awaitable.js';
import type { McpContext } from '../context/mcp.context.js';
import { answerOfFilters, type Filters } from './filter.chain.js';
import { admit } from './guard.chain.js';
import { isInputRequired } from './interaction/open.interaction.js';
import { intercept } from './interceptor.chain.js';
import { lastValue } from './last.value.js';
import { McpExecutionContext } from './mcp.execution-context.js';
import { valuesOf, type Parameter } from './parameter.values.js';

/** A method of a provider. */
export interface BoundMethod {
  readonly instance: object;
  /** What carries its metadata, and is told to guards and the like. */
  readonly code: (...values: unknown[]) => unknown;
  /** What is called. */
  readonly run: (...values: unknown[]) => unknown;
}

/** What stands between a call and a method. */
export interface Enhancers {
  readonly guards: readonly CanActivate[];
  readonly interceptors: readonly NestInterceptor[];
  /** One for each parameter of the method, with its pipes. */
  readonly parameters: readonly Parameter[];
  readonly filters: Filters;
}

type Step = (context: ExecutionContextHost) => Awaitable<unknown>;

/**
 * Calls a method through its guards, interceptors, pipes and filters, in Nest's order. Nest's own way
 * is asynchronous at each step; here a call waits only for interceptors, and for what takes its time.
 */
export function enhance(method: BoundMethod, enhancers: Enhancers): Handler {
  const { instance, code } = method;
  const type = instance.constructor as Type;
  const guarded = withGuards(enhancers, withInterceptors(enhancers, method));
  const call = withFilters(enhancers, method, guarded);
  return (args, ctx) => {
    return call(new McpExecutionContext(ctx, args, type, code));
  };
}

function withFilters({ filters }: Enhancers, { instance, code }: BoundMethod, next: Step): Step {
  return (context) => {
    const refuse = (error: unknown) => {
      const origin = `${instance.constructor.name}#${code.name}`;
      return answerOfFilters(filters, error, context, origin);
    };
    try {
      const value = next(context);
      return value instanceof Promise ? value.catch(refuse) : value;
    } catch (error) {
      return refuse(error);
    }
  };
}

function withGuards({ guards }: Enhancers, next: Step): Step {
  if (guards.length === 0) return next;
  return (context) => andThen(admit(guards, context), () => next(context));
}

function withInterceptors({ interceptors, parameters }: Enhancers, method: BoundMethod): Step {
  const { instance, run } = method;
  const call = (context: ExecutionContextHost) =>
    andThen(valuesOf(parameters, context), (values) => run.apply(instance, values));
  if (interceptors.length === 0) {
    return (context) => lastValue(call(context), context.getArgByIndex<McpContext>(0));
  }
  return (context) => {
    const ctx = context.getArgByIndex<McpContext>(0);
    const seen = (value: unknown) => {
      if (isInputRequired(value)) ctx.returnedInput = value;
    };
    return lastValue(
      intercept(interceptors, context, () => call(context), seen),
      ctx,
    );
  };
}
