import type { ArgumentMetadata, ExecutionContext, PipeTransform } from '@nestjs/common';
import { andThen, awaitable, begin, type Awaitable } from '../context/awaitable.js';

/** Where one parameter of a method gets its value from. */
export interface Parameter {
  readonly source: (context: ExecutionContext) => Awaitable<unknown>;
  readonly pipes: readonly PipeTransform[];
  /** What pipes are told of the parameter. */
  readonly metadata: ArgumentMetadata;
}

/** The values for the parameters of a method, in their order. All pipes run at once, as in Nest. */
export function valuesOf(
  parameters: readonly Parameter[],
  context: ExecutionContext,
): Awaitable<unknown[]> {
  const values = parameters.map((parameter) => begin(() => valueOf(parameter, context)));
  return values.some((value) => value instanceof Promise) ? Promise.all(values) : values;
}

function valueOf(
  { source, pipes, metadata }: Parameter,
  context: ExecutionContext,
): Awaitable<unknown> {
  let value = source(context);
  for (const pipe of pipes) {
    value = andThen(value, (known) => awaitable(pipe.transform(known, metadata)));
  }
  return value;
}
