import type { Writable } from 'node:stream';

import type { DestinationStream } from 'pino';

import type { Configuration } from '../config/configuration.js';
import { limitLine } from './line.limit.js';
import { openLogFile } from './log-file.stream.js';
import { createPrettyRenderer } from './pretty.renderer.js';
import { openScreen } from './screen.stream.js';

/**
 * Opens what the log is written to: standard error, and the log file if there is one. Standard output belongs
 * to the MCP frames of the stdio transport, so nothing is logged there.
 *
 * @throws LogFileError if the file can't be written
 */
export function openLogStream(
  { production, logFile }: Pick<Configuration, 'production' | 'logFile'>,
  screen: Writable & { readonly isTTY?: boolean } = process.stderr,
): DestinationStream {
  const file = logFile === undefined ? undefined : openLogFile(logFile);
  const render = production ? asIs : createPrettyRenderer(screen.isTTY === true);
  const shown = openScreen(screen, render);
  return {
    write(line) {
      const record = limitLine(line);
      shown.write(record);
      file?.write(record);
    },
  };
}

function asIs(record: string): string {
  return record;
}
