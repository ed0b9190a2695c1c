import { prettyFactory } from 'pino-pretty';

import { escapeControls, escapeControlsInLines } from '../text/control.characters.js';

/** Long parts of HTTP records that are worth keeping in JSON, but not on a developer's screen. */
const NOT_FOR_SCREENS = 'pid,hostname,context,req.headers,res.headers';

/** Shows a record as a line for people. Only the stack of an error has more lines, and those are indented. */
export function createPrettyRenderer(colorize: boolean): (record: string) => string {
  const prettify = prettyFactory({
    colorize,
    singleLine: true,
    translateTime: 'SYS:HH:MM:ss.l',
    ignore: NOT_FOR_SCREENS,
    messageFormat: '{if context}[{context}] {end}{msg}',
  });
  return (record) => {
    try {
      return prettify(visible(JSON.parse(record))) ?? '';
    } catch {
      // Nested too deeply for the stack; as JSON it is one line as well.
      return record;
    }
  };
}

/** Text that a client chose must not look like another line of the log, nor change the screen. */
function visible(value: unknown, key = ''): unknown {
  if (typeof value === 'string') {
    return key === 'stack' ? escapeControlsInLines(value) : escapeControls(value);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((entry) => visible(entry));
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([name, member]) => [escapeControls(name), visible(member, name)]),
  );
}
