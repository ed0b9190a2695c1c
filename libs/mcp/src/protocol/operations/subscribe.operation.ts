import type { Exchange } from '../../context/exchange.js';
import { McpError } from '../../errors/mcp.error.js';
import type { Operation } from '../operation.js';

/** One client's subscriptions cost memory until it goes: this many are enough for anyone. */
const MOST_SUBSCRIPTIONS = 1000;

/** Subscriptions of the legacy era (2025-11-25, server/resources); 2026-07-28 listens instead. */
export class SubscribeOperation implements Operation {
  readonly method = 'resources/subscribe';
  readonly eras = ['legacy'] as const;
  readonly capability = 'resources';

  run({ params, peer }: Exchange): unknown {
    const uri = uriOf(params);
    const subscriptions = (peer.subscriptions ??= new Set());
    if (subscriptions.size >= MOST_SUBSCRIPTIONS && !subscriptions.has(uri)) {
      const problem = `No more than ${MOST_SUBSCRIPTIONS} subscriptions are possible.`;
      throw new McpError('TOO_MANY_SUBSCRIPTIONS', problem);
    }
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
