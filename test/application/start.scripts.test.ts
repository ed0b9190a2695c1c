import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

import { afterEach, beforeEach, expect, it } from 'vitest';

const PACKAGE = join(import.meta.dirname, '../../package.json');
const { scripts } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as {
  scripts: Record<string, string>;
};

let folder: string;

/** In place of Nest's CLI, which takes its time: it shows what it was given. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-'));
  writeFileSync(join(folder, 'nest'), '#!/bin/sh\necho "$@"\n');
  chmodSync(join(folder, 'nest'), 0o755);
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

it.each([
  ['start', 'start -- --port 4000'],
  ['start:dev', 'start --watch -- --port 4000'],
  ['start:stdio', 'start --entryFile stdio -- --port 4000'],
])(
  'npm run %s says on standard error that it compiles, and passes flags on',
  async (name, given) => {
    const PATH = [folder, process.env['PATH']].join(delimiter);
    const { stdout, stderr } = await promisify(execFile)(
      'sh',
      ['-c', `${scripts[name]} --port 4000`],
      { env: { ...process.env, PATH } },
    );
    expect(stderr).toMatch(/^Compiling, .*\n$/);
    expect(stdout).toBe(`${given}\n`);
  },
);
