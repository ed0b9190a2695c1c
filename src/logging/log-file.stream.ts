import { statSync } from 'node:fs';

import type { DestinationStream } from 'pino';

import { LogFileError } from './log-file.error.js';
import { LogFileNames } from './log-file.names.js';
import { RollingFile } from './rolling.file.js';

/**
 * Opens a log file that starts anew at 10 MB; the five latest are kept. The files are numbered: `app.log`
 * becomes `app.1.log`, `app.2.log` and so on.
 *
 * @throws LogFileError if it can't be written
 */
export function openLogFile(path: string): DestinationStream {
  try {
    requireFileName(path);
    return new RollingFile(new LogFileNames(path));
  } catch (error) {
    throw new LogFileError(path, error);
  }
}

/** Numbered files beside a folder or a device are what nobody asks for. */
function requireFileName(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory() || /[/\\]$/.test(path)) {
    throw new Error('it is a directory; name a file in it, such as app.log');
  }
  if (found && !found.isFile()) throw new Error('it is not a regular file');
}
