import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';

import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { LogFileError } from './log-file.error.js';
import { openLogStream } from './log.stream.js';

let folder: string;
let shown: string;
let screen: Writable;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'));
  shown = '';
  screen = new Writable({
    write(chunk: Buffer, _encoding, done) {
      shown += chunk.toString();
      done();
    },
  });
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('openLogStream', () => {
  it('writes JSON in production', () => {
    const stream = openLogStream({ production: true, logFile: undefined }, screen);
    pino({}, stream).info({ context: 'Orders' }, 'placed\u2028');
    expect(shown).toContain(String.raw`placed\u2028`);
    expect(JSON.parse(shown)).toMatchObject({ context: 'Orders', msg: 'placed\u2028' });
  });

  it('writes one readable line elsewhere', () => {
    const stream = openLogStream({ production: false, logFile: undefined }, screen);
    const record = { context: 'Orders', number: 'A-1', req: { url: '/', headers: { host: 'x' } } };
    pino({}, stream).info(record, 'placed');
    expect(shown).toMatch(
      /^\[\d\d:\d\d:\d\d\.\d{3}\] INFO: \[Orders\] placed \{"number":"A-1","req":\{"url":"\/"\}\}\n$/,
    );
  });

  it('writes every level to the file as well, always as JSON', () => {
    const logFile = join(folder, 'app.log');
    const stream = openLogStream({ production: false, logFile }, screen);
    const logger = pino({ level: 'trace' }, stream);
    logger.trace('in detail');
    logger.error('in trouble');
    expect(shown.split('\n')).toHaveLength(3);
    const lines = readFileSync(join(folder, 'app.1.log'), 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { level: 10, msg: 'in detail' },
      { level: 50, msg: 'in trouble' },
    ]);
  });

  it.each([true, false])('bounds each line, with production %s', (production) => {
    const logFile = join(folder, 'app.log');
    const logger = pino({}, openLogStream({ production, logFile }, screen));
    logger.info({ requestId: 'x\n'.repeat(1_000_000) }, 'y\n'.repeat(1_000_000));
    const file = readFileSync(join(folder, 'app.1.log'), 'utf8');
    for (const written of [shown, file]) {
      expect(written.length).toBeLessThan(16_400);
      expect(written.trimEnd().split('\n')).toHaveLength(1);
    }
  });

  it('fails at once if the file cannot be written', () => {
    const opening = () => openLogStream({ production: true, logFile: folder }, screen);
    expect(opening).toThrow(LogFileError);
  });
});
