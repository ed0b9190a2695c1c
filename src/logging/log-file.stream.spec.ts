import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { LogFileError } from './log-file.error.js';
import { openLogFile } from './log-file.stream.js';

const MEBIBYTE = 1024 * 1024;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('openLogFile', () => {
  it('writes to the first numbered file at once, in folders it makes itself', async () => {
    const stream = await openLogFile(join(folder, 'deep', 'app.log'));
    stream.write('one\n');
    stream.write('two\n');
    expect(readFileSync(join(folder, 'deep', 'app.1.log'), 'utf8')).toBe('one\ntwo\n');
  });

  it('continues the latest file after a restart', async () => {
    writeFileSync(join(folder, 'app.3.log'), 'before\n');
    const stream = await openLogFile(join(folder, 'app.log'));
    stream.write('after\n');
    expect(readFileSync(join(folder, 'app.3.log'), 'utf8')).toBe('before\nafter\n');
  });

  it('starts a new file after 10 MB and keeps five', async () => {
    for (const number of [1, 2, 3, 4, 5]) writeFileSync(join(folder, `app.${number}.log`), 'old\n');
    const stream = await openLogFile(join(folder, 'app.log'));
    stream.write(`${'x'.repeat(10 * MEBIBYTE)}\n`);
    const files = ['app.2.log', 'app.3.log', 'app.4.log', 'app.5.log', 'app.6.log'];
    await vi.waitFor(() => expect(readdirSync(folder).toSorted()).toEqual(files));
  });

  it('refuses a path that leads through a file', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await expect(openLogFile(join(file, 'app.log'))).rejects.toThrow(
      "can't be written: a part of its path is a file, not a directory.",
    );
  });

  it('refuses a path that is a folder, by its name', async () => {
    mkdirSync(join(folder, 'app.1.log'));
    const path = join(folder, 'app.log');
    await expect(openLogFile(path)).rejects.toThrow(
      `The log file ${path} can't be written: it is a directory. ` +
        'Choose another with --log-file, or leave it out.',
    );
  });

  it('refuses a name that the system does not know', async () => {
    await expect(openLogFile(join(folder, 'a?b.log'))).rejects.toThrow(LogFileError);
  });
});
