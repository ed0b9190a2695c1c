import type { Reporter, TestCase, TestModule } from 'vitest/node';
import type { Figures } from './figures.js';

const MEBIBYTE = 1024 * 1024;
const HEADS = ['suite', 'done', 'seconds', 'heap (MiB)', 'descriptors', 'timers', 'seed'] as const;

/** Prints what the suites measured as a table, once all have ended. */
export class FiguresReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const rows = modules
      .flatMap(({ children }) => [...children.allTests()])
      .flatMap((test) => rowsOf(test));
    if (rows.length > 0) process.stdout.write(`\n${tableOf([[...HEADS], ...rows])}\n`);
  }
}

function rowsOf(test: TestCase): string[][] {
  const { figures = [] } = test.meta() as { figures?: Figures[] };
  const mark = test.ok() ? '' : ' (failed)';
  return figures.map(({ suite, done, seconds, heap, descriptors, timers, seed }) => [
    `${suite}${mark}`,
    done,
    seconds.toFixed(1),
    pair(heap?.map((bytes) => (bytes / MEBIBYTE).toFixed(1))),
    pair(descriptors?.map(String)),
    pair(timers?.map(String)),
    seed === undefined ? '' : String(seed),
  ]);
}

function pair(values: string[] | undefined): string {
  return values?.join(' → ') ?? '';
}

function tableOf(rows: string[][]): string {
  const widths = HEADS.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
