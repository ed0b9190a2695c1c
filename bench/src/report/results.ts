import type { Row } from '../measure/comparison.js';
import type { CrowdRow, MemoryRow } from '../measure/memory.js';
import type { StdioRow } from '../measure/stdio.js';
import type { Machine } from './machine.js';

/** All that one run found out; parts that were not asked for are missing. */
export interface Results {
  readonly machine: Machine;
  /** Tables of rows over HTTP, by section. */
  readonly http: Readonly<Record<string, readonly Row[]>>;
  readonly stdio?: readonly StdioRow[];
  readonly memory?: readonly MemoryRow[];
  readonly crowd?: CrowdRow;
}

/** What a budget limits. */
export type Figure =
  'rate' | 'p99' | 'stdio start' | 'stdio rate' | 'session heap' | 'stream rss' | 'crowd rate';

type Named = { readonly name: string };

/** A figure of one row; undefined if it was not measured. */
export function figureOf(results: Results, figure: Figure, name: string): number | undefined {
  const { stdio, memory, crowd } = results;
  const figures: Record<Figure, () => number | undefined> = {
    rate: () => httpRow(results, name)?.rate,
    p99: () => httpRow(results, name)?.p99,
    'stdio start': () => named(stdio, name)?.start,
    'stdio rate': () => named(stdio, name)?.rate,
    'session heap': () => named(memory, name)?.sessionHeap,
    'stream rss': () => named(memory, name)?.streamRss,
    'crowd rate': () => crowd?.[name as 'alone' | 'crowded'],
  };
  return figures[figure]();
}

function named<T extends Named>(rows: readonly T[] | undefined, name: string): T | undefined {
  return rows?.find((row) => row.name === name);
}

export function httpRow(results: Results, name: string): Row | undefined {
  return named(Object.values(results.http).flat(), name);
}
