import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** How many scenarios each run has in 0.2.0-alpha.12: a run of fewer proves less. */
const REQUIRED = { '2025-11-25': 30, '2026-07-28': 37, all: 65 };
const FOLDER = /^server-(.+)-\d{4}-\d\d-\d\dT[\d-]+Z$/;
const NOT_SCORED = /^ +[✓✗] (\S+) \([\w-]+\)$/gmu;

/**
 * Reads what one run of the suite left behind.
 *
 * @returns the statuses of the checks of each scenario, and the scenarios that aren't scored
 */
export async function readRun(folder, output) {
  const scenarios = new Map();
  for (const name of await readdir(folder)) {
    const checks = JSON.parse(await readFile(path.join(folder, name, 'checks.json'), 'utf8'));
    scenarios.set(
      FOLDER.exec(name)?.[1] ?? name,
      checks.map(({ status }) => status),
    );
  }
  const notScored = new Set([...output.matchAll(NOT_SCORED)].map(([, scenario]) => scenario));
  return { scenarios, notScored };
}

/** All that must not be, a line each. */
export function problemsOf(runs, baseline) {
  return Object.entries(runs).flatMap(([name, run]) =>
    unexpected(name, run, baseline).concat(missing(name, run)),
  );
}

function unexpected(name, { scenarios }, baseline) {
  return [...scenarios].flatMap(([scenario, checks]) => {
    const bad = checks.filter((status) => status === 'FAILURE' || status === 'WARNING');
    const known = baseline.includes(scenario);
    if (bad.length > 0 && !known) return `${name}: ${scenario} has ${bad.join(', ')}`;
    return bad.length === 0 && known ? `${name}: ${scenario} passes: take it off the baseline` : [];
  });
}

function missing(name, run) {
  const { length } = scored(run);
  if (length >= REQUIRED[name]) return [];
  return `${name}: ${length} scenarios count, ${REQUIRED[name]} are required`;
}

export function summaryOf(runs) {
  const { all: everything, ...required } = runs;
  const revisions = Object.entries(required).map(([name, run]) => {
    const results = scored(run);
    return `${name} ${results.filter((checks) => !failed(checks)).length}/${results.length}`;
  });
  const all = [...everything.scenarios.values()];
  const failures = all.filter(failed);
  const warnings = all.filter((checks) => !failed(checks) && checks.includes('WARNING'));
  const ok = all.length - failures.length - warnings.length;
  return (
    `conformance: ${revisions.join(', ')}, ` +
    `all: ${ok} ok, ${failures.length} failed, ${warnings.length} warned`
  );
}

/** Scenarios of which nothing was checked. */
export function skippedOf({ scenarios }) {
  return [...scenarios].filter(([, checks]) => !checks.some(isVerdict)).map(([name]) => name);
}

function scored({ scenarios, notScored }) {
  return [...scenarios].filter(([name]) => !notScored.has(name)).map(([, checks]) => checks);
}

function failed(checks) {
  return checks.includes('FAILURE');
}

function isVerdict(status) {
  return status === 'SUCCESS' || status === 'FAILURE' || status === 'WARNING';
}
