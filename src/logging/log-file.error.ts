import { systemReason } from '../errors/system.reason.js';

/** The log file can't be written, so the application doesn't start without its log. */
export class LogFileError extends Error {
  override readonly name = 'LogFileError';

  constructor(
    readonly path: string,
    override readonly cause: unknown,
  ) {
    super(
      `The log file ${path} can't be written: ${systemReason(cause)}. ` +
        'Choose another with --log-file, or leave it out.',
    );
  }
}
