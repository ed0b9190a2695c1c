import type { DestinationStream } from 'pino';
import roll from 'pino-roll';

import { LogFileError } from './log-file.error.js';

const LARGEST_FILE = '10m';
const FILES_KEPT = 5;

/**
 * Opens a log file that starts anew at 10 MB; the five latest are kept. The files are numbered:
 * `app.log` becomes `app.1.log`, `app.2.log` and so on, and a restart continues the latest.
 *
 * @throws LogFileError if it can't be written
 */
export async function openLogFile(file: string): Promise<DestinationStream> {
  try {
    const stream = await roll({
      file,
      size: LARGEST_FILE,
      // Otherwise each run would only clear away its own files, and restarts would fill the disk.
      limit: { count: FILES_KEPT, removeOtherLogFiles: true },
      mkdir: true,
      // Opens at once, so that a wrong path stops the start, and loses nothing when we crash.
      sync: true,
    });
    // A disk that fills up later must not take the service down; standard error still has the log.
    stream.on('error', () => undefined);
    return stream;
  } catch (error) {
    throw new LogFileError(file, error);
  }
}
