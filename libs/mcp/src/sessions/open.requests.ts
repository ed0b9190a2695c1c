import type { Exchange, RequestId } from '../context/exchange.js';
import { Slots } from '../context/slots.js';
import { McpError } from '../errors/mcp.error.js';

/** Requests of one client that are being answered, by their ids. */
export class OpenRequests implements Iterable<Exchange> {
  /** Not the exchanges themselves: see `Slots`. */
  private readonly slots = new Map<RequestId, number>();
  private readonly exchanges = new Slots<Exchange>();

  constructor(private readonly most: number) {}

  get size(): number {
    return this.exchanges.size;
  }

  /** @throws McpError `DUPLICATE_REQUEST_ID` or `TOO_MANY_REQUESTS` */
  add(exchange: Exchange): void {
    // A request id must not have been used before (2025-11-25, basic, Requests). Ids of answered
    // requests are not kept: they would grow without bound.
    if (this.slots.has(exchange.id)) {
      const id = JSON.stringify(exchange.id);
      throw new McpError('DUPLICATE_REQUEST_ID', `Request id ${id} is in use by an open request.`);
    }
    if (this.size >= this.most) {
      const message = `${this.most} requests of this client are open; wait for an answer first.`;
      throw new McpError('TOO_MANY_REQUESTS', message, { retryAfter: 1 });
    }
    this.slots.set(exchange.id, this.exchanges.add(exchange));
  }

  get(id: RequestId): Exchange | undefined {
    const slot = this.slots.get(id);
    return slot === undefined ? undefined : this.exchanges.get(slot);
  }

  /** Does nothing for one that isn't open: another may have its id. */
  remove(exchange: Exchange): void {
    const slot = this.slots.get(exchange.id);
    if (slot === undefined || this.exchanges.get(slot) !== exchange) return;
    this.slots.delete(exchange.id);
    this.exchanges.remove(slot);
  }

  [Symbol.iterator](): Iterator<Exchange> {
    return this.exchanges[Symbol.iterator]();
  }
}
