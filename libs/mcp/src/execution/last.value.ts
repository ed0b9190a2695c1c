import { EmptyError, isObservable, type Observable } from 'rxjs';
import type { AbortHook } from '../context/abort.hooks.js';
import { awaitable, isThenable, type Awaitable } from '../context/awaitable.js';

/** The call that waits for a value. */
export interface Waiting {
  onAbort(hook: AbortHook): void;
}

/** What a value comes to as Nest sees it: of a promise what it brings, of an Observable its last value. */
export function lastValue(value: unknown, call: Waiting): Awaitable<unknown> {
  if (isThenable(value)) return Promise.resolve(value).then((known) => lastValue(known, call));
  return isObservable(value) ? lastOf(value, call) : value;
}

/**
 * RxJS's `lastValueFrom`, but at once if the stream ends at once. It unsubscribes when nobody waits for
 * the answer any more; the promise is then left to itself.
 */
function lastOf(stream: Observable<unknown>, call: Waiting): Awaitable<unknown> {
  let outcome: (() => unknown) | undefined;
  let end = (how: () => unknown): void => {
    outcome = how;
  };
  let last = nothing;
  const subscription = stream.subscribe({
    next: (value) => (last = () => value),
    error: (error: unknown) =>
      end(() => {
        throw error;
      }),
    complete: () => end(last),
  });
  if (outcome) return awaitable(outcome());
  call.onAbort(() => subscription.unsubscribe());
  return new Promise<() => unknown>((resolve) => (end = resolve)).then((how) => how());
}

function nothing(): unknown {
  throw new EmptyError();
}
