import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { dirname } from 'node:path';

import type { LogFileNames } from './log-file.names.js';

const LARGEST_FILE = 10 * 1024 * 1024;
const FILES_KEPT = 5;

/**
 * A log in numbered files: one that is full is followed by the next, and only the latest are kept. A restart
 * continues the latest.
 */
export class RollingFile {
  private number: number;
  private descriptor: number;
  /** A write that failed may have left half a line. */
  private torn = false;

  /** Opens the file at once, so that a wrong path stops the start. */
  constructor(private readonly names: LogFileNames) {
    makeFolder(names.folder);
    this.number = names.numbersIn(readdirSync(names.folder)).at(-1) ?? 1;
    this.descriptor = openSync(names.of(this.number), 'a');
  }

  /**
   * Writes synchronously, so that nothing is lost when the process crashes. A record that can't be written is
   * dropped: a disk that fills up must not take the service down, and standard error has the record as well.
   */
  write(line: string): void {
    try {
      this.prepare(Buffer.byteLength(line));
    } catch {
      return;
    }
    try {
      appendFileSync(this.descriptor, this.torn ? `\n${line}` : line);
      this.torn = false;
    } catch {
      this.torn = true;
    }
  }

  private prepare(bytes: number): void {
    const { nlink, size } = fstatSync(this.descriptor);
    if (size > 0 && size + bytes > LARGEST_FILE) this.open(this.number + 1);
    // The file was removed while it was open.
    else if (nlink === 0) this.open(this.number);
  }

  private open(number: number): void {
    makeFolder(this.names.folder);
    const descriptor = openSync(this.names.of(number), 'a');
    closeSync(this.descriptor);
    this.descriptor = descriptor;
    this.number = number;
    this.removeOldest();
  }

  private removeOldest(): void {
    const all = this.names.numbersIn(readdirSync(this.names.folder));
    for (const number of all.slice(0, -FILES_KEPT)) rmSync(this.names.of(number), { force: true });
  }
}

/** Node's own `recursive` never ends where nobody can make folders, such as in /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}
