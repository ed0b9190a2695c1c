/** Builds and packs the library, puts it where the servers find it, and compiles the bench. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BENCH = import.meta.dirname;
const WORKSPACE = join(BENCH, '..');
const INSTALLED = join(BENCH, 'node_modules', 'nest-mcp');

if (!existsSync(join(BENCH, 'node_modules'))) run(BENCH, 'npm', 'ci', '--no-audit', '--no-fund');
run(WORKSPACE, 'npm', 'run', '--silent', 'build:lib');
unpack();
rmSync(join(BENCH, 'dist'), { recursive: true, force: true });
run(BENCH, 'npx', 'tsc', '-p', '.');
run(BENCH, process.execPath, 'bundle.mjs');

/** What customers get, beside the peers and with the same copies of Nest. */
function unpack() {
  const folder = mkdtempSync(join(tmpdir(), 'nest-mcp-bench-'));
  try {
    const pack = ['pack', './libs/mcp', '--json', '--pack-destination', folder];
    const [{ filename }] = JSON.parse(
      execFileSync('npm', pack, { cwd: WORKSPACE, encoding: 'utf8' }),
    );
    rmSync(INSTALLED, { recursive: true, force: true });
    mkdirSync(INSTALLED);
    run(folder, 'tar', '-xzf', filename, '--strip-components=1', '-C', INSTALLED);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(cwd, command, ...args) {
  execFileSync(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
}
