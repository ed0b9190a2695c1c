import type { LoggerService } from '@nestjs/common';

import { toError } from '../errors/thrown.value.js';

/**
 * A promise that a handler forgot must not end the calls of everybody else: Node would stop the
 * process. Exceptions that nobody caught still do.
 */
export function surviveStrayRejections(logger: LoggerService): void {
  process.on('unhandledRejection', (reason) => {
    logger.error(toError(reason), 'UnhandledRejection');
  });
}
