import { McpError } from '../errors/mcp.error.js';

const PREFIX = 'after:';

/** Cursors are opaque to clients (2025-11-25, server/utilities/pagination). */
export function writeCursor(order: number): string {
  return Buffer.from(PREFIX + order).toString('base64url');
}

/**
 * @returns what was written, or 0 for no cursor
 * @throws McpError `INVALID_CURSOR` ("SHOULD result in an error with code -32602")
 */
export function readCursor(cursor: unknown): number {
  if (cursor === undefined) return 0;
  const text = typeof cursor === 'string' ? Buffer.from(cursor, 'base64url').toString() : '';
  const order = text.startsWith(PREFIX) ? Number(text.slice(PREFIX.length)) : Number.NaN;
  if (Number.isSafeInteger(order) && order > 0 && writeCursor(order) === cursor) return order;
  throw new McpError('INVALID_CURSOR', 'Invalid cursor: use the nextCursor of the page before.');
}
