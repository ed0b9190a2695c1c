import type { LoggerService } from '@nestjs/common';

/** A logger that keeps what Nest's loggers say, so that tests stay quiet and can look. */
export class LogSink implements LoggerService {
  readonly lines: string[] = [];

  private readonly keep = (message: unknown, ...more: unknown[]): void => {
    const text = message instanceof Error ? (message.stack ?? message.message) : String(message);
    this.lines.push([text, ...more.map(String)].join(' '));
  };

  readonly log = this.keep;
  readonly error = this.keep;
  readonly warn = this.keep;
  readonly debug = this.keep;
  readonly verbose = this.keep;
  readonly fatal = this.keep;

  /** Whether a line says this. */
  has(part: string): boolean {
    return this.lines.some((line) => line.includes(part));
  }
}
