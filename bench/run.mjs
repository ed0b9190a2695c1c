/** `npm run bench`: prepares, then measures from a core of its own where the system can do that. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const LOAD_CORE = '0';
const node = process.execPath;
const main = join(import.meta.dirname, 'dist', 'main.js');
const pinned = spawnSync('taskset', ['-V']).status === 0;

const steps = [
  [node, join(import.meta.dirname, 'prepare.mjs')],
  [...(pinned ? ['taskset', '-c', LOAD_CORE] : []), node, main, ...process.argv.slice(2)],
];
for (const [command, ...args] of steps) {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  process.exitCode = status ?? 1;
  if (process.exitCode !== 0) break;
}
