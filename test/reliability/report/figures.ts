import type { TestContext } from 'vitest';

/** What one suite did, and what was left of it in the server. */
export interface Figures {
  readonly suite: string;
  /** What was done, such as `1200 conversations`. */
  readonly done: string;
  readonly seconds: number;
  /** Before and after. */
  readonly heap?: readonly [number, number];
  readonly descriptors?: readonly [number, number];
  readonly timers?: readonly [number, number];
  readonly seed?: number;
}

declare module 'vitest' {
  interface TaskMeta {
    figures?: Figures[];
  }
}

/** Has a row printed at the end of the run. */
export function report({ task }: Pick<TestContext, 'task'>, figures: Figures): void {
  (task.meta.figures ??= []).push(figures);
}
