import type { LoggerService } from '@nestjs/common';
import { Condition } from './condition.js';

/** Keeps what applications log, for tests to look at. */
class LogRecorder implements LoggerService {
  private recorded = '';
  private readonly addition = new Condition();

  readonly write = (...parts: unknown[]): void => {
    this.recorded += `${parts.map(String).join(' ')}\n`;
    this.addition.changed();
  };

  readonly log = this.write;
  readonly warn = this.write;
  readonly error = this.write;

  get text(): string {
    return this.recorded;
  }

  /** Resolves when the text is in the log, which for another process takes a moment. */
  async has(text: string): Promise<string> {
    await this.addition.until(() => this.recorded.includes(text));
    return this.recorded;
  }
}

/** Nest has one logger for all applications of a process, and so do the tests of a file. */
export const LOG = new LogRecorder();
