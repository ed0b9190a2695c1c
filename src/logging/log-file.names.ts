import { basename, dirname, extname, join } from 'node:path';

/** The numbered files of one log: `logs/app.log` stands for `logs/app.1.log`, `logs/app.2.log` and so on. */
export class LogFileNames {
  readonly folder: string;
  private readonly start: string;
  private readonly end: string;

  constructor(path: string) {
    this.folder = dirname(path);
    this.end = extname(path);
    this.start = `${basename(path, this.end)}.`;
  }

  of(number: number): string {
    return join(this.folder, `${this.start}${number}${this.end}`);
  }

  /** The numbers of those files of a folder that belong to this log, the oldest first. */
  numbersIn(files: readonly string[]): number[] {
    return files
      .filter((file) => file.startsWith(this.start) && file.endsWith(this.end))
      .map((file) => file.slice(this.start.length, file.length - this.end.length))
      .filter((number) => /^[1-9]\d{0,8}$/.test(number))
      .map(Number)
      .toSorted((one, other) => one - other);
  }
}
