import type { Writable } from 'node:stream';

import pino, { type DestinationStream } from 'pino';

/** How much may wait for a reader of the log that is slow. */
const MOST_WAITING = 1024 * 1024;

/**
 * Writes the log to standard error without ever holding up the application. Beyond a megabyte that nobody has
 * read, records are dropped and counted; a reader that went away or a full disk stops nothing.
 *
 * @param render makes a record of pino what the reader sees
 */
export function openScreen(
  screen: Writable,
  render: (record: string) => string,
): DestinationStream {
  let dropped = 0;
  screen.on('error', () => undefined);
  return {
    write(record) {
      if (screen.writableLength > MOST_WAITING) {
        dropped += 1;
        return;
      }
      if (dropped > 0) screen.write(render(gapOf(dropped)));
      dropped = 0;
      screen.write(render(record));
    },
  };
}

function gapOf(dropped: number): string {
  const msg = `${dropped} records are missing here, because nobody read the log`;
  return `${JSON.stringify({ level: pino.levels.values['warn'], time: Date.now(), msg })}\n`;
}
