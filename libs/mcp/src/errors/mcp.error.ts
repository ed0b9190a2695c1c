import { IntrinsicException } from '@nestjs/common';
import { ERRORS, type ErrorDefinition, type McpErrorCode } from './error.table.js';

export interface McpErrorOptions {
  /** Sent to the client as `error.data` of a protocol error. */
  readonly data?: unknown;
  /** What led to this error; for the log, never for a client. */
  readonly cause?: unknown;
  /** Seconds after which it's worth trying again; a header of the answer where the transport is HTTP. */
  readonly retryAfter?: number;
}

/**
 * Base of all errors of nest-mcp. The message is meant for its reader: a developer at boot, a
 * client in a protocol error, a model in a tool error. Nest doesn't log it: whoever answers decides.
 *
 * @publicApi
 */
export class McpError extends IntrinsicException {
  override readonly name: string = 'McpError';
  // Declared only: a member that was not given would be printed as undefined.
  declare readonly data?: unknown;
  declare readonly retryAfter?: number;

  constructor(
    /** Stable; listed in `docs/errors.md`. */
    readonly code: McpErrorCode,
    message: string,
    options: McpErrorOptions = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    if (options.data !== undefined) this.data = options.data;
    if (options.retryAfter !== undefined) this.retryAfter = options.retryAfter;
  }

  /** The row of the error table that belongs to the code. */
  get definition(): ErrorDefinition {
    return ERRORS[this.code];
  }
}

/** Also by name and code: a package with its own copy of nest-mcp throws another class. SDKs have numeric codes. */
export function isMcpError(error: unknown): error is McpError {
  if (error instanceof McpError) return true;
  if (!(error instanceof Error) || error.name !== 'McpError') return false;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && Object.hasOwn(ERRORS, code);
}
