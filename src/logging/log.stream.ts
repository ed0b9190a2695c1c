import { isatty } from 'node:tty';

import pino, { type DestinationStream } from 'pino';
import { prettyFactory } from 'pino-pretty';

import type { Configuration } from '../config/configuration.js';
import { openLogFile } from './log-file.stream.js';

/** Standard output belongs to the MCP frames of the stdio transport, so nothing is logged there. */
const STANDARD_ERROR = 2;

/** Long parts of HTTP records that are worth keeping in JSON, but not on a developer's screen. */
const NOT_FOR_SCREENS = 'pid,hostname,context,req.headers,res.headers';

/**
 * Opens what the log is written to: standard error, and the log file if there is one.
 *
 * @throws LogFileError if the file can't be written
 */
export async function openLogStream(
  { production, logFile }: Pick<Configuration, 'production' | 'logFile'>,
  fileDescriptor = STANDARD_ERROR,
): Promise<DestinationStream> {
  const plain = pino.destination({ dest: fileDescriptor, sync: true });
  const screen = production ? plain : prettied(plain, isatty(fileDescriptor));
  if (logFile === undefined) return screen;
  const file = await openLogFile(logFile);
  // The logger has sorted out levels already; without this a stream takes info and above.
  return pino.multistream([screen, file].map((stream) => ({ stream, level: 'trace' })));
}

function prettied(stream: DestinationStream, colorize: boolean): DestinationStream {
  const prettify = prettyFactory({
    colorize,
    singleLine: true,
    translateTime: 'SYS:HH:MM:ss.l',
    ignore: NOT_FOR_SCREENS,
    messageFormat: '{if context}[{context}] {end}{msg}',
  });
  return { write: (line) => stream.write(prettify(line) ?? '') };
}
