import { HttpException } from '@nestjs/common';

/** Also of another copy of `@nestjs/common`, as a workspace with several lock files may have. */
export function isHttpException(error: unknown): error is HttpException {
  if (error instanceof HttpException) return true;
  if (!(error instanceof Error)) return false;
  const { getStatus, getResponse } = error as Partial<HttpException>;
  return typeof getStatus === 'function' && typeof getResponse === 'function';
}

/** The text that an `HttpException` means for its reader; a `ValidationPipe` gives several. */
export function httpExceptionMessage(exception: HttpException): string {
  const response = exception.getResponse();
  if (typeof response === 'string') return response;
  const { message } = response as { message?: unknown };
  if (Array.isArray(message)) return message.map(String).join('\n');
  return typeof message === 'string' ? message : exception.message;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : toText(error);
}

/** Like `String()`, for whatever was thrown: an object without a prototype has no text. */
export function toText(error: unknown): string {
  try {
    return String(error);
  } catch {
    return tagOf(error);
  }
}

function tagOf(error: unknown): string {
  try {
    return Object.prototype.toString.call(error);
  } catch {
    // A proxy that refuses everything.
    return '[object Object]';
  }
}

/** The stack for the log, for whatever was thrown. */
export function stackOf(error: unknown): string | undefined {
  try {
    return error instanceof Error ? error.stack : undefined;
  } catch {
    // A getter or a proxy of the application may throw.
    return undefined;
  }
}
