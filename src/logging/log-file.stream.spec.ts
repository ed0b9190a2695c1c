import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

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

const read = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');

describe('openLogFile', () => {
  it('writes to the first numbered file at once, in folders it makes itself', () => {
    const stream = openLogFile(join(folder, 'deep', 'app.log'));
    stream.write('one\n');
    stream.write('two\n');
    expect(read('deep', 'app.1.log')).toBe('one\ntwo\n');
  });

  it('continues the latest file after a restart', () => {
    writeFileSync(join(folder, 'app.3.log'), 'before\n');
    writeFileSync(join(folder, 'other.9.log'), '');
    openLogFile(join(folder, 'app.log')).write('after\n');
    expect(read('app.3.log')).toBe('before\nafter\n');
  });

  it('starts a new file after 10 MB and keeps five', () => {
    for (const number of [1, 2, 3, 4, 5]) writeFileSync(join(folder, `app.${number}.log`), 'old\n');
    openLogFile(join(folder, 'app.log')).write(`${'x'.repeat(10 * MEBIBYTE)}\n`);
    const files = ['app.2.log', 'app.3.log', 'app.4.log', 'app.5.log', 'app.6.log'];
    expect(readdirSync(folder).toSorted()).toEqual(files);
    expect(read('app.5.log')).toBe('old\n');
  });

  it('starts a file anew that was removed, with its folder', () => {
    const stream = openLogFile(join(folder, 'logs', 'app.log'));
    stream.write('lost\n');
    rmSync(join(folder, 'logs'), { recursive: true });
    stream.write('kept\n');
    expect(read('logs', 'app.1.log')).toBe('kept\n');
  });

  it('drops records while the disk is full, and stops nobody', () => {
    symlinkSync('/dev/full', join(folder, 'app.1.log'));
    const stream = openLogFile(join(folder, 'app.log'));
    expect(() => {
      for (let count = 0; count < 3; count += 1) stream.write('lost\n');
    }).not.toThrow();
  });

  it('drops records while the next file cannot be opened', () => {
    const stream = openLogFile(join(folder, 'app.log'));
    stream.write('x'.repeat(10 * MEBIBYTE));
    mkdirSync(join(folder, 'app.2.log'));
    stream.write('lost\n');
    rmSync(join(folder, 'app.2.log'), { recursive: true });
    stream.write('kept\n');
    expect(read('app.2.log')).toBe('kept\n');
  });
});

describe('openLogFile refuses', () => {
  it.each([
    ['a folder', '', 'it is a directory; name a file in it, such as app.log'],
    ['a folder that is not there yet', 'logs/', 'it is a directory; name a file in it, such as'],
    ['a path through a file', 'file/app.log', 'a part of its path is a file, not a directory'],
  ])('%s, and writes nothing', (_, name, reason) => {
    writeFileSync(join(folder, 'file'), '');
    const before = readdirSync(folder);
    const path = `${folder}/${name}`;
    expect(() => openLogFile(path)).toThrow(`The log file ${path} can't be written: ${reason}`);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('a device', () => {
    expect(() => openLogFile('/dev/null')).toThrow('it is not a regular file');
  });

  it('a folder in place of the numbered file, by its name', () => {
    const numbered = join(folder, 'app.1.log');
    mkdirSync(numbered);
    const path = join(folder, 'app.log');
    expect(() => openLogFile(path)).toThrow(
      `The log file ${path} can't be written: it is a directory (${numbered}). ` +
        'Choose another with --log-file, or leave it out.',
    );
  });

  it('a folder where nobody can make files', () => {
    expect(() => openLogFile('/proc/desk/app.log')).toThrow(LogFileError);
  });

  it('a name that no system takes', () => {
    expect(() => openLogFile(join(folder, 'a\0b.log'))).toThrow(LogFileError);
  });
});
