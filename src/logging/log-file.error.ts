import { systemReason } from '../errors/system.reason.js';

/** The log file can't be written, so the application doesn't start without its log. */
export class LogFileError extends Error {
  override readonly name = 'LogFileError';

  constructor(
    readonly path: string,
    override readonly cause: unknown,
  ) {
    super(
      `The log file ${path} can't be written: ${systemReason(cause)}${placeOf(cause, path)}. ` +
        'Choose another with --log-file, or leave it out.',
    );
  }
}

/** A numbered file or a folder on the way to it, where that is what failed. */
function placeOf(cause: unknown, path: string): string {
  const place = cause instanceof Error && 'path' in cause ? cause.path : undefined;
  return typeof place === 'string' && place !== path ? ` (${place})` : '';
}
