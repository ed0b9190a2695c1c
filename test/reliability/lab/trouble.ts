import { format } from 'node:util';
import type { LoggerService } from '@nestjs/common';

/** Enough to see what happened; all of it would be a leak of its own. */
const MOST = 200;

/** Keeps what must not happen in a server: errors in its log, warnings of Node, errors that nobody caught. */
export class Trouble implements LoggerService {
  readonly found: string[] = [];

  constructor() {
    process.on('warning', ({ name, message }) => this.add(name, message));
    process.on('uncaughtException', (error) => this.add('uncaught exception', error));
    process.on('unhandledRejection', (reason) => this.add('unhandled rejection', reason));
  }

  readonly log = (): void => undefined;
  readonly warn = (): void => undefined;
  readonly error = (...parts: unknown[]): void => this.add('logged', ...parts);
  readonly fatal = this.error;

  private add(...parts: unknown[]): void {
    if (this.found.length < MOST) this.found.push(format(...parts));
  }
}
