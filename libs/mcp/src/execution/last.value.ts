import { EmptyError, isObservable, type Observable } from 'rxjs';
import { awaitable, isThenable, type Awaitable } from '../context/awaitable.js';

/** What a value comes to as Nest sees it: of a promise what it brings, of an Observable its last value. */
export function lastValue(value: unknown): Awaitable<unknown> {
  if (isThenable(value)) return Promise.resolve(value).then(lastValue);
  return isObservable(value) ? lastOf(value) : value;
}

/** RxJS's `lastValueFrom`, but at once if the stream ends at once. */
function lastOf(stream: Observable<unknown>): Awaitable<unknown> {
  let outcome: (() => unknown) | undefined;
  let end = (how: () => unknown): void => {
    outcome = how;
  };
  let last = nothing;
  stream.subscribe({
    next: (value) => (last = () => value),
    error: (error: unknown) =>
      end(() => {
        throw error;
      }),
    complete: () => end(last),
  });
  if (outcome) return awaitable(outcome());
  return new Promise<() => unknown>((resolve) => (end = resolve)).then((how) => how());
}

function nothing(): unknown {
  throw new EmptyError();
}
