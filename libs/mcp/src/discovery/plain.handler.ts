import {
  EXCEPTION_FILTERS_METADATA,
  GUARDS_METADATA,
  INTERCEPTORS_METADATA,
  PIPES_METADATA,
} from '@nestjs/common/constants.js';
import type { ApplicationConfig } from '@nestjs/core';
import { isObservable, lastValueFrom } from 'rxjs';
import type { Handler } from '../catalog/catalog.js';
import { hasPlainParameters } from '../decorators/parameter.metadata.js';

type Method = (...args: unknown[]) => unknown;

const ENHANCERS = [
  GUARDS_METADATA,
  INTERCEPTORS_METADATA,
  PIPES_METADATA,
  EXCEPTION_FILTERS_METADATA,
];

/**
 * Calls a method as Nest does where there is nothing between the call and the method. Nest's own way
 * there takes a dozen promises for each call.
 */
export function plainHandler(instance: object, method: Method): Handler {
  return (args, ctx) => {
    const value = method.call(instance, args, ctx);
    return value instanceof Promise ? value.then(lastValue) : lastValue(value);
  };
}

/** Whether no guard, pipe, interceptor, filter or parameter decorator is there for a method. */
export function isPlain(
  instance: object,
  name: string,
  method: object,
  config: ApplicationConfig,
): boolean {
  const type = instance.constructor;
  return (
    hasPlainParameters(type, name) &&
    !hasGlobalEnhancers(config) &&
    !ENHANCERS.some((key) => Reflect.hasMetadata(key, type) || Reflect.hasMetadata(key, method))
  );
}

/** Whether the application has guards, pipes, interceptors or filters for all handlers. */
export function hasGlobalEnhancers(config: ApplicationConfig): boolean {
  return [
    config.getGlobalGuards(),
    config.getGlobalRequestGuards(),
    config.getGlobalInterceptors(),
    config.getGlobalRequestInterceptors(),
    config.getGlobalPipes(),
    config.getGlobalRequestPipes(),
    config.getGlobalFilters(),
    config.getGlobalRequestFilters(),
  ].some((enhancers) => enhancers.length > 0);
}

/** A handler may return an Observable, as a route may. */
function lastValue(value: unknown): unknown {
  return isObservable(value) ? lastValueFrom(value) : value;
}
