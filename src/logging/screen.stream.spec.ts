import { Writable } from 'node:stream';

import { expect, it } from 'vitest';

import { openScreen } from './screen.stream.js';

const RECORD = `${'x'.repeat(10_000)}\n`;

/** A reader who reads nothing until told to. */
class SlowReader extends Writable {
  readonly read: string[] = [];
  private reading = false;
  private goOn = (): void => undefined;

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.read.push(chunk.toString());
    if (this.reading) done();
    else this.goOn = done;
  }

  resumeReading(): void {
    this.reading = true;
    this.goOn();
  }
}

it('holds a bounded part of the log for a reader who is slow, and says what is missing', async () => {
  const reader = new SlowReader();
  const screen = openScreen(reader, (record) => record);
  for (let count = 0; count < 1_000; count += 1) screen.write(RECORD);
  expect(reader.writableLength).toBeLessThan(1_100_000);
  reader.resumeReading();
  await expect.poll(() => reader.writableLength).toBe(0);
  screen.write('last\n');
  await expect.poll(() => reader.read.at(-1)).toBe('last\n');
  const kept = reader.read.filter((line) => line === RECORD).length;
  expect(reader.read.at(-2)).toContain(
    `${1_000 - kept} records are missing here, because nobody read the log`,
  );
});

it.each(['EPIPE', 'ENOSPC', 'EIO'])('goes on when the screen fails with %s', async (code) => {
  const failing = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })),
  });
  openScreen(failing, (record) => record).write('lost\n');
  await expect.poll(() => failing.errored).toMatchObject({ code });
});

it('shows records as it is told to', async () => {
  const reader = new SlowReader();
  openScreen(reader, (record) => record.toUpperCase()).write('record\n');
  await expect.poll(() => reader.read).toEqual(['RECORD\n']);
});
