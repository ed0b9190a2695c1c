/** Values in the order in which they came, for one reader that waits for the next. */
export class Queue<T> {
  private readonly values: T[] = [];
  private readonly waiting: ((value: T) => void)[] = [];

  readonly put = (value: T): void => {
    const next = this.waiting.shift();
    if (next) next(value);
    else this.values.push(value);
  };

  take(): Promise<T> {
    const value = this.values.shift();
    if (value !== undefined) return Promise.resolve(value);
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** How many came that nobody has taken. */
  get size(): number {
    return this.values.length;
  }
}
