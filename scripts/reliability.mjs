/** Runs the suites of test/reliability, and prints what they measured. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';

const SUITES = ['fuzz', 'soak', 'crosstalk', 'unread'];
const USAGE = `Usage: npm run test:reliability -- [options] [suite …]

Suites: ${SUITES.join(', ')}; all of them if none is named.

  --long         about an hour of work in place of minutes
  --seed <n>     seed of the fuzz; a failure names it
  --path <path>  the one case of that seed that failed, as fast-check names it
  --only <text>  tests whose name has this text, such as 'fastify HTTP+SSE'
  --help         this text`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    long: { type: 'boolean', default: false },
    seed: { type: 'string', default: '' },
    path: { type: 'string', default: '' },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const problem = problemOf();
if (values.help || problem) {
  console.log(problem ? `${problem}\n\n${USAGE}` : USAGE);
  process.exitCode = problem ? 1 : 0;
} else {
  process.exitCode = await run();
}

function problemOf() {
  const unknown = positionals.find((name) => !SUITES.includes(name));
  if (unknown) return `There is no suite '${unknown}'.`;
  if (values.seed !== '' && !Number.isInteger(Number(values.seed)))
    return '--seed needs an integer.';
  if (values.path !== '' && values.seed === '')
    return '--path needs the --seed that it belongs to.';
  return undefined;
}

async function run() {
  const env = {
    ...process.env,
    RELIABILITY_LONG: values.long ? '1' : '',
    RELIABILITY_SEED: values.seed,
    RELIABILITY_PATH: values.path,
  };
  const folders = positionals.map((name) => `test/reliability/${name}/`);
  const only = values.only === undefined ? [] : ['--testNamePattern', values.only];
  const config = ['--config', 'test/reliability/vitest.config.ts'];
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...config, ...only, ...folders];
  const vitest = spawn(process.execPath, args, { env, stdio: 'inherit' });
  const [code] = await once(vitest, 'exit');
  return code ?? 1;
}
