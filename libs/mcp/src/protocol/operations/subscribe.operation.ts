import { encodedUri } from '../../catalog/uri.encoding.js';
import type { Exchange } from '../../context/exchange.js';
import { McpError } from '../../errors/mcp.error.js';
import type { Operation } from '../operation.js';
import { checkSubscriptions } from '../subscription.limit.js';

/** Subscriptions of the legacy era (2025-11-25, server/resources); 2026-07-28 listens instead. */
export class SubscribeOperation implements Operation {
  readonly method = 'resources/subscribe';
  readonly eras = ['legacy'] as const;
  readonly capability = 'resources';

  run(exchange: Exchange): unknown {
    const uri = uriOf(exchange);
    const { peer } = exchange;
    const subscriptions = (peer.subscriptions ??= new Set());
    if (!subscriptions.has(uri)) checkSubscriptions([uri], subscriptions.size);
    subscriptions.add(uri);
    return {};
  }
}

export class UnsubscribeOperation implements Operation {
  readonly method = 'resources/unsubscribe';
  readonly eras = ['legacy'] as const;
  readonly capability = 'resources';

  run(exchange: Exchange): unknown {
    const uri = uriOf(exchange);
    exchange.peer.subscriptions?.delete(uri);
    return {};
  }
}

/** A client that can't be told of changes was not promised that it could subscribe. */
function uriOf({ params: { uri }, pushes }: Exchange): string {
  if (!pushes) throw new McpError('METHOD_NOT_FOUND', 'Method not found');
  if (typeof uri === 'string') return encodedUri(uri);
  throw new McpError('INVALID_PARAMS', 'Invalid params: uri must be a string');
}
