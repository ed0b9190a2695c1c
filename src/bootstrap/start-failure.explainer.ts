import { types } from 'node:util';

import { ConfigurationError } from '../config/configuration.error.js';
import type { Configuration } from '../config/configuration.js';
import { codeOf } from '../errors/system.reason.js';
import { describeThrown } from '../errors/thrown.value.js';
import { LogFileError } from '../logging/log-file.error.js';
import { escapeControls, escapeControlsInLines } from '../text/control.characters.js';

/** What to tell the person who started the application, and the status to exit with. */
export interface StartFailure {
  readonly message: string;
  readonly exitCode: number;
}

/** Shell convention: 2 means that the command line is wrong. */
const WRONG_USAGE = 2;
const FAILED = 1;

const LISTEN_FAILURES: Readonly<Record<string, (configuration: Configuration) => string>> = {
  EADDRINUSE: ({ host, port }) => `port ${port} on ${host} is in use: choose another with --port`,
  EACCES: ({ host, port }) =>
    `port ${port} on ${host} needs more rights: choose one above 1023 with --port`,
  EADDRNOTAVAIL: ({ host }) => `${host} is no address of this machine: choose another with --host`,
  ENOTFOUND: ({ host }) => `the host name ${host} can't be resolved: choose another with --host`,
};

/**
 * Explains why the application could not start.
 *
 * @param configuration the settings it started with, once they are known
 */
export function explainStartFailure(error: unknown, configuration?: Configuration): StartFailure {
  // Even to ask for the class of a value can run its code.
  if (!types.isNativeError(error)) return { message: describeUnknown(error), exitCode: FAILED };
  if (error instanceof ConfigurationError) {
    return { message: error.message, exitCode: WRONG_USAGE };
  }
  if (error instanceof LogFileError) {
    return { message: escapeControls(error.message), exitCode: FAILED };
  }
  const listening = configuration && explainListenError(error, configuration);
  return { message: listening ?? describeUnknown(error), exitCode: FAILED };
}

function explainListenError(error: unknown, configuration: Configuration): string | undefined {
  // A file, for one, can give EACCES as well.
  const syscall = error instanceof Error && 'syscall' in error ? error.syscall : undefined;
  if (syscall !== 'listen' && syscall !== 'getaddrinfo') return undefined;
  return LISTEN_FAILURES[codeOf(error) ?? '']?.(configuration);
}

// The reader has to find the place in the code, so the stack is worth its lines.
function describeUnknown(error: unknown): string {
  return `The application could not start: ${escapeControlsInLines(describeThrown(error))}`;
}
