import { onTestFinished } from 'vitest';

/** A promise that a test settles when it wants to. */
export class Gate<T = void> {
  private settle!: (value: T) => void;
  readonly opened = new Promise<T>((resolve) => {
    this.settle = resolve;
  });

  open(value: T): void {
    this.settle(value);
  }
}

/** A gate that opens at the end of the test at the latest, so that no handler stays behind. */
export function gate(): Gate {
  const one = new Gate();
  onTestFinished(() => one.open());
  return one;
}
