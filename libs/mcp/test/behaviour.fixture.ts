import { AsyncLocalStorage } from 'node:async_hooks';
import {
  ConflictException,
  type ArgumentsHost,
  type CallHandler,
  type CanActivate,
} from '@nestjs/common';
import {
  asapScheduler,
  catchError,
  concatMap,
  defer,
  EMPTY,
  endWith,
  from,
  lastValueFrom,
  map,
  Observable,
  observeOn,
  of,
  retry,
  share,
  tap,
  throwError,
  timeout,
} from 'rxjs';

/* What guards, interceptors, methods and filters may do. */

/** Interceptors may set it up. */
export const scope = new AsyncLocalStorage<string>();
export const later = <T>(value: T): Promise<T> => Promise.resolve(value);
/** What `await` waits for without being a promise. */
export const thenable = <T>(value: T) => ({
  // oxlint-disable-next-line unicorn/no-thenable -- as query builders are
  then: (resolve: (value: T) => void) => resolve(value),
});
const late = thenable('value');
const boom = (): never => {
  throw new RangeError('boom');
};

export type Verdict = ReturnType<CanActivate['canActivate']>;

export const VERDICTS: Record<string, () => Verdict> = {
  yes: () => true,
  no: () => false,
  'yes, later': () => later(true),
  'no, later': () => later(false),
  'an Observable of yes': () => of(false, true),
  'an Observable of no': () => of(true, false),
  'a later Observable of yes': () => later(of(true)) as never,
  'an Observable of nothing': () => EMPTY,
  'something true': () => 1 as never,
  'something false': () => undefined as never,
  'a thenable of no': () => thenable(false) as never,
  'an Observable of a thenable of no': () => of(thenable(false)) as never,
  'a failure': boom,
  'a failure, later': () => Promise.reject(new RangeError('boom')),
};

export type Intercept = (next: CallHandler) => unknown;

export const INTERCEPTORS: Record<string, Intercept> = {
  'lets pass': (next) => next.handle(),
  'lets pass, later': (next) => later(next.handle()),
  maps: (next) => next.handle().pipe(map((value: unknown) => ({ value }))),
  'adds a value': (next) => next.handle().pipe(endWith('more')),
  swallows: (next) => next.handle().pipe(concatMap(() => EMPTY)),
  'answers itself': () => of('cached'),
  'answers nothing': () => EMPTY,
  'answers with a list': () => ['first', 'last'],
  'answers with no stream': () => undefined,
  'answers with no stream, later': () => later(7),
  fails: boom,
  'fails, later': () => Promise.reject(new RangeError('boom')),
  'fails afterwards': (next) => next.handle().pipe(tap(boom)),
  catches: (next) =>
    next.handle().pipe(catchError((error: unknown) => of({ caught: String(error) }))),
  'turns errors into others': (next) =>
    next.handle().pipe(catchError(() => throwError(() => new TypeError('other')))),
  'tries again': (next) => next.handle().pipe(retry(2)),
  'subscribes twice': (next) =>
    next
      .handle()
      .pipe(concatMap((one: unknown) => next.handle().pipe(map((two: unknown) => [one, two])))),
  'limits the time': (next) => next.handle().pipe(timeout(60_000)),
  'takes its time': (next) => next.handle().pipe(observeOn(asapScheduler)),
  'takes its time before': (next) => from(later(0)).pipe(concatMap(() => next.handle())),
  'waits for the value': async (next) => of(await lastValueFrom(next.handle())),
  'has a scope': (next) => scope.run('inner', () => next.handle()),
  'subscribes in a scope': (next) =>
    new Observable((subscriber) => scope.run('inner', () => next.handle().subscribe(subscriber))),
  'has a scope, later': async (next) => {
    await later(0);
    return scope.run('inner', () => next.handle());
  },
  'throws next away': (next) => {
    next.handle();
    return of('alone');
  },
  'shares the stream': (next) => {
    const shared = next.handle().pipe(share());
    shared.subscribe({ error: () => undefined });
    return shared;
  },
  'shares the stream, later': async (next) => {
    const shared = next.handle().pipe(share());
    shared.subscribe({ error: () => undefined });
    return shared;
  },
  'enters a scope': (next) => {
    scope.enterWith('entered');
    return next.handle();
  },
  'stops listening at the first value': (next) =>
    new Observable((subscriber) => {
      const listening = next.handle().subscribe({
        next: (value) => {
          listening.unsubscribe();
          subscriber.next(value);
          subscriber.complete();
        },
        error: (error) => subscriber.error(error),
        complete: () => subscriber.complete(),
      });
    }),
  'is lazy': (next) => defer(() => next.handle()),
};

export const METHODS: Record<string, () => unknown> = {
  'a value': () => ({ a: 1 }),
  nothing: () => undefined,
  'a promise': () => later('value'),
  'a thenable': () => thenable('value'),
  'an Observable': () => of('first', 'last'),
  'an Observable of nothing': () => EMPTY,
  'an Observable of a thenable': () => of(late),
  'an Observable that fails': () => throwError(() => new RangeError('boom')),
  'an Observable that takes its time': () => of('first', 'last').pipe(observeOn(asapScheduler)),
  'a promise of an Observable': () => later(of('first', 'last')),
  'a failure': boom,
  'a failure that is no error': () => {
    // oxlint-disable-next-line typescript/only-throw-error -- as some libraries do
    throw 'just text';
  },
  'a promise that fails': () => Promise.reject(new RangeError('boom')),
};

export const FILTERS: Record<string, (error: unknown, host: ArgumentsHost) => unknown> = {
  'a filter that answers': (error) => `filtered ${String(error)}`,
  'a filter that answers later': (error) => later(`filtered ${String(error)}`),
  'a filter that throws another error': () => {
    throw new ConflictException('from the filter');
  },
  'a filter that rejects with another error': () =>
    Promise.reject(new ConflictException('from the filter')),
  'a filter that has no answer': () => undefined,
  'a filter that sees the call': (_, host) => [host.getType(), host.getArgByIndex<unknown>(1)],
};
