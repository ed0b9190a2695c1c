import { createHmac, timingSafeEqual } from 'node:crypto';
import { McpError } from '../errors/mcp.error.js';

const ORDER_BYTES = 6;
const MAC_BYTES = 16;

/**
 * Cursors of one list. They are opaque (2025-11-25, server/utilities/pagination), and nobody but a
 * server with the key can make one.
 */
export class Cursors {
  constructor(
    private readonly key: Buffer,
    private readonly list: string,
  ) {}

  write(order: number): string {
    const position = Buffer.alloc(ORDER_BYTES);
    position.writeUIntBE(order, 0, ORDER_BYTES);
    return Buffer.concat([position, this.macOf(position)]).toString('base64url');
  }

  /**
   * Where a page begins: at 0 without a cursor.
   *
   * @throws McpError `INVALID_CURSOR`, with the code that "Error Handling" of the same page names
   */
  read(cursor: unknown): number {
    if (cursor === undefined || cursor === null) return 0;
    const bytes = Buffer.from(typeof cursor === 'string' ? cursor : '', 'base64url');
    const position = bytes.subarray(0, ORDER_BYTES);
    // A decoder that skips what it doesn't know would accept text that was added.
    const genuine =
      bytes.length === ORDER_BYTES + MAC_BYTES &&
      bytes.toString('base64url') === cursor &&
      timingSafeEqual(bytes.subarray(ORDER_BYTES), this.macOf(position));
    if (genuine) return position.readUIntBE(0, ORDER_BYTES);
    throw new McpError('INVALID_CURSOR', 'Invalid cursor: use the nextCursor of the page before.');
  }

  private macOf(position: Buffer): Buffer {
    const mac = createHmac('sha256', this.key).update(this.list).update(position).digest();
    return mac.subarray(0, MAC_BYTES);
  }
}
