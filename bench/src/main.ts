import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { requireWrk } from './load/wrk.js';
import { compare, type Effort, type Row } from './measure/comparison.js';
import { measureCrowd, measureMemory } from './measure/memory.js';
import { measureStdio } from './measure/stdio.js';
import type { Target } from './measure/target.js';
import { calls, counts, guarded, lists, sizes } from './plan/calls.js';
import { judge, readBudgets } from './report/budget.js';
import { describeMachine } from './report/machine.js';
import type { Results } from './report/results.js';
import { describe } from './report/tables.js';

const RESULTS = join(import.meta.dirname, '..', 'results.json');
/** V8 goes on optimising for some seconds: what is measured before that is mostly its work. */
const FULL: Effort = { rounds: 5, seconds: 2, warmUp: 8 };
const NOTHING: Effort = { rounds: 0, seconds: 0, warmUp: 0 };
const QUICK: Effort = { rounds: 5, seconds: 1, warmUp: 3 };
const HTTP: Readonly<Record<string, (quick: boolean) => Target[]>> = {
  calls,
  guarded,
  lists,
  counts,
  sizes,
};
const SECTIONS = [...Object.keys(HTTP), 'stdio', 'memory', 'crowd'];
/** What fits into three minutes. */
const QUICK_SECTIONS = ['calls', 'stdio', 'memory'];

interface Options {
  readonly quick: boolean;
  readonly check: boolean;
  readonly verify: boolean;
  readonly only?: string[];
}

const options = new Command('npm run bench --')
  .description('Measures nest-mcp beside plain routes and its peers.')
  .option('--quick', 'fewer rows and rounds: under three minutes', false)
  .option('--verify', 'only see that all servers answer as they should', false)
  .option('--check', 'fail if a budget of budget.json is missed', false)
  .addOption(new Option('--only <sections...>', 'measure these alone').choices(SECTIONS))
  .parse()
  .opts<Options>();

await (options.verify ? verifyAll() : measureAndReport(options));

async function verifyAll(): Promise<void> {
  const targets = Object.values(HTTP).flatMap((section) => section(false));
  await compare(targets, NOTHING);
  await measureStdio(1, 0);
  process.stdout.write(`${targets.length} rows over HTTP and all servers on stdio are right\n`);
}

async function measureAndReport({ check, ...wanted }: Options): Promise<void> {
  await requireWrk();
  const results = await measureAll(wanted);
  const verdicts = judge(results, readBudgets());
  await writeFile(RESULTS, JSON.stringify({ ...results, verdicts }, null, 2));
  process.stdout.write(describe(results, verdicts));
  const missed = verdicts.filter(({ kept }) => !kept);
  if (!check || missed.length === 0) return;
  process.stderr.write(`${missed.length} of ${verdicts.length} budgets are missed\n`);
  process.exitCode = 1;
}

async function measureAll({ quick, only }: Pick<Options, 'quick' | 'only'>): Promise<Results> {
  const sections = only ?? (quick ? QUICK_SECTIONS : SECTIONS);
  const wants = (section: string) => sections.includes(section);
  const http: Record<string, Row[]> = {};
  for (const [section, targets] of Object.entries(HTTP)) {
    if (wants(section)) http[section] = await compare(targets(quick), quick ? QUICK : FULL);
  }
  return {
    machine: describeMachine(),
    http,
    ...(wants('stdio') && { stdio: await (quick ? measureStdio(3, 0.2) : measureStdio(5, 1)) }),
    ...(wants('memory') && { memory: await measureMemory(quick ? 300 : 1000, quick) }),
    ...(wants('crowd') && { crowd: await measureCrowd(10_000, 5000, 5) }),
  };
}
