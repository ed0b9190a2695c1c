import { Logger } from '@nestjs/common';

/** Milliseconds between lines. */
const QUIET = 60_000;

/** Warns of what clients can bring about as often as they like: once a minute at most. */
export class QuietLog {
  private readonly logger = new Logger('McpModule');
  private warnedAt = -Infinity;

  warn(message: () => string): void {
    const now = performance.now();
    if (now - this.warnedAt < QUIET) return;
    this.warnedAt = now;
    this.logger.warn(message());
  }
}
