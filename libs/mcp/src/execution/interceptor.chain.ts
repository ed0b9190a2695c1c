import { AsyncResource } from 'node:async_hooks';
import type { ExecutionContext, NestInterceptor } from '@nestjs/common';
import {
  defer,
  from,
  isObservable,
  mergeAll,
  mergeMap,
  of,
  tap,
  type Observable,
  type ObservableInput,
} from 'rxjs';
import { isThenable } from '../context/awaitable.js';

/**
 * Runs a method behind interceptors, as Nest does, but without waiting where nothing has to be
 * waited for.
 *
 * @param seen is told what the method returned, before interceptors make something else of it
 */
export function intercept(
  interceptors: readonly NestInterceptor[],
  context: ExecutionContext,
  method: () => unknown,
  seen: (value: unknown) => void,
): Observable<unknown> {
  const run = (index: number): ObservableInput<unknown> => {
    const interceptor = interceptors[index];
    if (!interceptor) return streamOf(method(), seen);
    const next = { handle: () => defer(inScope(() => run(index + 1))) };
    const stream = interceptor.intercept(context, next);
    return isThenable(stream) ? from(Promise.resolve(stream)).pipe(mergeAll()) : stream;
  };
  return defer(() => run(0));
}

/** An interceptor may call `handle()` in an `AsyncLocalStorage` of its own; the rest runs later, in there. */
function inScope<T>(work: () => T): () => T {
  const scope = new AsyncResource('McpInterceptor');
  return () => scope.runInAsyncScope(work);
}

function streamOf(value: unknown, seen: (value: unknown) => void): Observable<unknown> {
  if (isObservable(value)) return value.pipe(tap(seen));
  if (isThenable(value)) {
    return from(Promise.resolve(value)).pipe(mergeMap((late) => streamOf(late, seen)));
  }
  seen(value);
  return of(value);
}
