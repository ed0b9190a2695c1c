/** Values of work that is done once in a call. An object holds each, as JSON has no undefined. */
export type DoneWork = Record<string, { readonly value?: unknown }>;

/** Does work once for each key, also when it is asked for again before it is done. */
export class Once {
  /** There only once work was begun. */
  private running: Map<string, Promise<unknown>> | undefined;

  constructor(private readonly done: DoneWork) {}

  async do<T>(key: string, work: () => T | Promise<T>): Promise<T> {
    if (Object.hasOwn(this.done, key)) return this.done[key]?.value as T;
    const running = this.running?.get(key) ?? this.start(key, work);
    return running as Promise<T>;
  }

  get busy(): boolean {
    return this.running !== undefined && this.running.size > 0;
  }

  /** Resolves when nothing is being done. Work that fails is done again when it is asked for. */
  async settled(): Promise<void> {
    while (this.running && this.busy) await Promise.allSettled(this.running.values());
  }

  private start(key: string, work: () => unknown): Promise<unknown> {
    const all = (this.running ??= new Map<string, Promise<unknown>>());
    const running = this.finish(key, work).finally(() => all.delete(key));
    all.set(key, running);
    return running;
  }

  private async finish(key: string, work: () => unknown): Promise<unknown> {
    const value = await work();
    this.done[key] = { value };
    return value;
  }
}
