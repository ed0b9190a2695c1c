import type { LoggerService } from '@nestjs/common';

/**
 * A promise that a handler forgot must not end the calls of everybody else: Node would stop the
 * process. Exceptions that nobody caught still do.
 */
export function surviveStrayRejections(logger: LoggerService): void {
  process.on('unhandledRejection', (reason) => {
    logger.error(
      reason instanceof Error ? reason : new Error(String(reason)),
      'UnhandledRejection',
    );
  });
}
