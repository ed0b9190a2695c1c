import type { PipeTransform, Type } from '@nestjs/common';
import { declareParameter, ParameterKind } from './parameter.metadata.js';

type Pipe = Type<PipeTransform> | PipeTransform;

/**
 * Injects the arguments of the call, or one of them by its name. Pipes run as on a route.
 *
 * @publicApi
 */
export function Args(...pipes: Pipe[]): ParameterDecorator;
export function Args(name: string, ...pipes: Pipe[]): ParameterDecorator;
export function Args(nameOrPipe?: string | Pipe, ...pipes: Pipe[]): ParameterDecorator {
  const named = typeof nameOrPipe === 'string';
  const all = named || nameOrPipe === undefined ? pipes : [nameOrPipe, ...pipes];
  const data = named ? nameOrPipe : undefined;
  return parameter(ParameterKind.Arguments, data, all);
}

/**
 * Injects the `McpContext` of the call.
 *
 * @publicApi
 */
export function Ctx(): ParameterDecorator {
  return parameter(ParameterKind.Context, undefined, []);
}

function parameter(kind: ParameterKind, data: unknown, pipes: Pipe[]): ParameterDecorator {
  return (target, key, index) => {
    if (key === undefined) throw new TypeError('@Args() and @Ctx() belong on method parameters.');
    declareParameter(target, key, kind, { index, data, pipes });
  };
}
