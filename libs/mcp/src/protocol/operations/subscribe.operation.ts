import type { Exchange } from '../../context/exchange.js';
import { McpError } from '../../errors/mcp.error.js';
import type { Operation } from '../operation.js';
import { checkSubscriptions } from '../subscription.limit.js';

/** Subscriptions of the legacy era (2025-11-25, server/resources); 2026-07-28 listens instead. */
export class SubscribeOperation implements Operation {
  readonly method = 'resources/subscribe';
  readonly eras = ['legacy'] as const;
  readonly capability = 'resources';

  run({ params, peer }: Exchange): unknown {
    const uri = uriOf(params);
    const subscriptions = (peer.subscriptions ??= new Set());
    if (!subscriptions.has(uri)) checkSubscriptions(subscriptions.size + 1);
    subscriptions.add(uri);
    return {};
  }
}

export class UnsubscribeOperation implements Operation {
  readonly method = 'resources/unsubscribe';
  readonly eras = ['legacy'] as const;
  readonly capability = 'resources';

  run({ params, peer }: Exchange): unknown {
    const uri = uriOf(params);
    peer.subscriptions?.delete(uri);
    return {};
  }
}

function uriOf({ uri }: Exchange['params']): string {
  if (typeof uri === 'string') return uri;
  throw new McpError('INVALID_PARAMS', 'Invalid params: uri must be a string');
}
