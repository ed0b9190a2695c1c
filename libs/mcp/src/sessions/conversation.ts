import type { AbortReason, Exchange, Params, RequestId } from '../context/exchange.js';
import type { Peer } from '../context/peer.js';
import { McpError } from '../errors/mcp.error.js';

/** Requests that arrive one after the other from the same client, and can be cancelled by id. */
export class Conversation {
  private readonly open = new Map<RequestId, Exchange>();

  constructor(readonly peer: Peer) {}

  get busy(): boolean {
    return this.open.size > 0;
  }

  /** @throws McpError `DUPLICATE_REQUEST_ID` while a request with this id is open */
  begin(exchange: Exchange): void {
    // A request id must not have been used before (2025-11-25, basic, Requests). Ids of answered
    // requests are not kept: they would grow without bound.
    if (this.open.has(exchange.id)) {
      const id = JSON.stringify(exchange.id);
      throw new McpError('DUPLICATE_REQUEST_ID', `Request id ${id} is in use by an open request.`);
    }
    this.open.set(exchange.id, exchange);
  }

  end(exchange: Exchange): void {
    if (this.open.get(exchange.id) === exchange) this.open.delete(exchange.id);
  }

  /** Acts on the notifications that concern requests; others need no action. */
  receive(method: string, params: Params): void {
    if (method !== 'notifications/cancelled') return;
    // Unknown ids: "MAY ignore" (2025-11-25, utilities/cancellation).
    this.open.get(params['requestId'] as RequestId)?.abort('cancelled');
  }

  /** @param method only requests of this one */
  abortAll(reason: AbortReason, method?: string): void {
    for (const exchange of this.open.values()) {
      if (method === undefined || exchange.method === method) exchange.abort(reason);
    }
  }
}
