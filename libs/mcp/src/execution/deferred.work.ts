import { begin, type Awaitable } from '../context/awaitable.js';

/** Work that somebody else starts, later or never, and at most once. */
export class DeferredWork<T> {
  readonly result: Promise<T>;
  started = false;
  private resolve!: (result: Awaitable<T>) => void;

  constructor(private readonly work: () => Awaitable<T>) {
    this.result = new Promise((resolve) => (this.resolve = resolve));
  }

  start(): void {
    if (this.started) return;
    this.started = true;
    this.resolve(begin(this.work));
  }
}
