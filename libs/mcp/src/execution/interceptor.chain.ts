import { AsyncResource } from 'node:async_hooks';
import type { ExecutionContext, NestInterceptor } from '@nestjs/common';
import { defer, from, isObservable, mergeAll, Observable, tap, type ObservableInput } from 'rxjs';
import { begin, isThenable } from '../context/awaitable.js';

/**
 * Runs a method behind interceptors, in Nest's order. As in Nest the method is called when somebody
 * listens, and never gives its value before whoever listens could go on: an interceptor may still
 * have to keep its subscription, or to let a second one join.
 *
 * @param seen is told what the method returned, before interceptors make something else of it
 */
export function intercept(
  interceptors: readonly NestInterceptor[],
  context: ExecutionContext,
  method: () => unknown,
  seen: (value: unknown) => void,
): Observable<unknown> {
  const after = (index: number): ObservableInput<unknown> => {
    if (index === interceptors.length) return streamOf(method, seen);
    const next = { handle: () => defer(inScope(() => after(index + 1))) };
    const stream = (interceptors[index] as NestInterceptor).intercept(context, next);
    return isThenable(stream) ? from(Promise.resolve(stream)).pipe(mergeAll()) : stream;
  };
  return defer(inScope(() => after(0)));
}

/**
 * What is asked for here runs in the asynchronous context of here, whoever asks: an interceptor may call
 * `handle()` in an `AsyncLocalStorage` of its own. And what it enters is left behind.
 */
function inScope<T>(work: () => T): () => T {
  const scope = new AsyncResource('McpInterceptor');
  return () => scope.runInAsyncScope(work);
}

function streamOf(method: () => unknown, seen: (value: unknown) => void): Observable<unknown> {
  // One turn more than a promise takes: only then is the stream of an asynchronous interceptor heard.
  const returned = Promise.resolve(begin(method)).then((value) => value);
  return new Observable((subscriber) => {
    const give = (value: unknown) => {
      if (subscriber.closed) return;
      if (isObservable(value)) {
        subscriber.add(value.pipe(tap(seen)).subscribe(subscriber));
        return;
      }
      seen(value);
      subscriber.next(value);
      subscriber.complete();
    };
    returned.then(give).catch((error: unknown) => subscriber.error(error));
  });
}
