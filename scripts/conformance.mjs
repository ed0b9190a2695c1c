/**
 * Runs the official conformance suite against the application of test/conformance, and fails unless all of
 * it passes but what test/conformance/expected-failures.yml names.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { problemsOf, readRun, skippedOf, summaryOf } from './conformance.report.mjs';
import { withServer } from './server-process.mjs';

const SUITE = 'test/conformance/suite';
const BASELINE = 'test/conformance/expected-failures.yml';
const NODE = path.join(SUITE, 'node_modules/.bin/node');
const CLI = path.join(SUITE, 'node_modules/@modelcontextprotocol/conformance/dist/index.js');
const RUNS = {
  '2025-11-25': ['--requirements', '2025-11-25'],
  '2026-07-28': ['--requirements', '2026-07-28'],
  all: ['--suite', 'all'],
};

if (!(await isInstalled())) {
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--prefix', SUITE], { stdio: 'inherit' });
}
const baseline = [...(await readFile(BASELINE, 'utf8')).matchAll(/^ +- (\S+)/gm)].map(
  ([, scenario]) => scenario,
);
process.env['PORT'] = '0';
await withServer(['scripts/start-conformance.mjs'], '.', async (url) => {
  const runs = {};
  for (const [name, options] of Object.entries(RUNS)) runs[name] = await run(url, options);
  const problems = problemsOf(runs, baseline);
  for (const problem of problems) console.error(problem);
  console.log(`expected failures: ${baseline.join(', ') || 'none'}`);
  console.log(`skipped by the suite: ${skippedOf(runs.all).join(', ') || 'nothing'}`);
  console.log(summaryOf(runs));
  if (problems.length > 0) process.exitCode = 1;
});

/** A kept checkout may have an older suite than its lock file. */
async function isInstalled() {
  const [wanted, installed] = await Promise.all(
    ['package-lock.json', 'node_modules/.package-lock.json'].map(packagesIn),
  );
  return (
    installed !== undefined &&
    Object.entries(installed).every(([name, { version }]) => wanted[name]?.version === version)
  );
}

async function packagesIn(lock) {
  const file = path.join(SUITE, lock);
  return existsSync(file) ? JSON.parse(await readFile(file, 'utf8')).packages : undefined;
}

async function run(url, options) {
  const results = await mkdtemp(path.join(tmpdir(), 'conformance-'));
  try {
    const suite = spawn(NODE, [CLI, 'server', '--url', url, '--output-dir', results, ...options]);
    let output = '';
    for (const stream of [suite.stdout, suite.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    }
    // Its exit code doesn't know our baseline; the results say more.
    await once(suite, 'close');
    return await readRun(results, output);
  } finally {
    await rm(results, { recursive: true });
  }
}
