import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { median } from '../measure/statistics.js';
import { figureOf, httpRow, type Figure, type Results } from './results.js';

const FILE = join(import.meta.dirname, '..', '..', 'budget.json');

/** A limit on a figure of one row, or on its ratio to another row's. */
export interface Budget {
  readonly figure: Figure;
  readonly of: string;
  /** Without it the figure itself is limited. */
  readonly to?: string;
  /** What we aim at. */
  readonly target: number;
  /** What `--check` insists on: measured, with room for the noise of a shared machine. */
  readonly least?: number;
  readonly most?: number;
}

export interface Verdict extends Budget {
  /** The figure, or its ratio. */
  readonly value: number;
  /** The same ratio by CPU per call, for rates: it is the steadier one. */
  readonly byCpu: number | undefined;
  readonly kept: boolean;
  readonly reached: boolean;
}

export function readBudgets(): Budget[] {
  return JSON.parse(readFileSync(FILE, 'utf8')) as Budget[];
}

/** Compares the budgets of what was measured. */
export function judge(results: Results, budgets: readonly Budget[]): Verdict[] {
  return budgets.flatMap((budget) => {
    const value = valueOf(results, budget);
    if (value === undefined) return [];
    const byCpu = budget.figure === 'rate' ? cpuRatio(results, budget) : undefined;
    const best = Math.max(value, byCpu ?? value);
    const { target, least, most } = budget;
    const kept = most === undefined ? best >= (least ?? target) : value <= most;
    const reached = most === undefined ? best >= target : value <= target;
    return [{ ...budget, value, byCpu, kept, reached }];
  });
}

function valueOf(results: Results, { figure, of, to }: Budget): number | undefined {
  const value = figureOf(results, figure, of);
  if (to === undefined || value === undefined) return value;
  if (figure === 'rate') return rateRatio(results, of, to);
  const other = figureOf(results, figure, to);
  return other === undefined ? undefined : value / other;
}

/** Round by round, so that a slow moment, which hits both, doesn't count. */
function rateRatio(results: Results, of: string, to: string): number | undefined {
  const [one, other] = [httpRow(results, of), httpRow(results, to)];
  if (!one || !other) return undefined;
  return median(one.rates.map((rate, round) => rate / (other.rates[round] ?? Number.NaN)));
}

function cpuRatio(results: Results, { of, to = '' }: Budget): number | undefined {
  const [one, other] = [httpRow(results, of), httpRow(results, to)];
  return one && other ? other.cpu / one.cpu : undefined;
}
