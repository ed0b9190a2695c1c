import { ConfigurationError } from '../config/configuration.error.js';
import type { Configuration } from '../config/configuration.js';
import { codeOf } from '../errors/system.reason.js';
import { LogFileError } from '../logging/log-file.error.js';

/** What to tell the person who started the application, and the status to exit with. */
export interface StartFailure {
  readonly message: string;
  readonly exitCode: number;
}

/** Shell convention: 2 means that the command line is wrong. */
const WRONG_USAGE = 2;
const FAILED = 1;

/**
 * Explains why the application could not start.
 *
 * @param configuration the settings it started with, once they are known
 */
export function explainStartFailure(error: unknown, configuration?: Configuration): StartFailure {
  if (error instanceof ConfigurationError) {
    return { message: error.message, exitCode: WRONG_USAGE };
  }
  if (error instanceof LogFileError) return { message: error.message, exitCode: FAILED };
  const listening = configuration && explainListenError(error, configuration);
  return { message: listening ?? describeUnknown(error), exitCode: FAILED };
}

function explainListenError(error: unknown, { host, port }: Configuration): string | undefined {
  if (!isListenError(error)) return undefined;
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return `port ${port} on ${host} is in use: choose another with --port`;
    case 'EACCES':
      return `port ${port} on ${host} needs more rights: choose one above 1023 with --port`;
    case 'EADDRNOTAVAIL':
      return `${host} is no address of this machine: choose another with --host`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the host name ${host} can't be resolved: choose another with --host`;
    default:
      return undefined;
  }
}

// A file, for one, can give EACCES as well.
function isListenError(error: unknown): boolean {
  const syscall = error instanceof Error && 'syscall' in error ? error.syscall : undefined;
  return syscall === 'listen' || syscall === 'getaddrinfo';
}

// Whoever reads this has to find the place in the code, so the stack is worth its lines.
function describeUnknown(error: unknown): string {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `The application could not start: ${detail}`;
}
