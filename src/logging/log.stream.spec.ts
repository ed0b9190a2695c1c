import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { LogFileError } from './log-file.error.js';
import { openLogStream } from './log.stream.js';

let folder: string;
let descriptor: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'));
  descriptor = openSync(join(folder, 'screen'), 'a');
});

afterEach(() => {
  closeSync(descriptor);
  rmSync(folder, { recursive: true });
});

const read = (name: string) => readFileSync(join(folder, name), 'utf8');

describe('openLogStream', () => {
  it('writes JSON in production', async () => {
    const stream = await openLogStream({ production: true, logFile: undefined }, descriptor);
    pino({}, stream).info({ context: 'Orders' }, 'placed');
    expect(JSON.parse(read('screen'))).toMatchObject({ context: 'Orders', msg: 'placed' });
  });

  it('writes one readable line elsewhere', async () => {
    const stream = await openLogStream({ production: false, logFile: undefined }, descriptor);
    const record = { context: 'Orders', number: 'A-1', req: { url: '/', headers: { host: 'x' } } };
    pino({}, stream).info(record, 'placed');
    expect(read('screen')).toMatch(
      /^\[\d\d:\d\d:\d\d\.\d{3}\] INFO: \[Orders\] placed \{"number":"A-1","req":\{"url":"\/"\}\}\n$/,
    );
  });

  it('writes every level to the file as well, always as JSON', async () => {
    const logFile = join(folder, 'app.log');
    const stream = await openLogStream({ production: false, logFile }, descriptor);
    const logger = pino({ level: 'trace' }, stream);
    logger.trace('in detail');
    logger.error('in trouble');
    expect(read('screen').split('\n')).toHaveLength(3);
    const lines = read('app.1.log').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { level: 10, msg: 'in detail' },
      { level: 50, msg: 'in trouble' },
    ]);
  });

  it('fails at once if the file cannot be written', async () => {
    const logFile = join(folder, 'screen', 'app.log');
    const opening = openLogStream({ production: true, logFile }, descriptor);
    await expect(opening).rejects.toThrow(LogFileError);
  });
});
