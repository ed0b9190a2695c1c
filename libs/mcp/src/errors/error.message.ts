import { HttpException } from '@nestjs/common';

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
    return Object.prototype.toString.call(error);
  }
}
