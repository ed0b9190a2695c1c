import type { ChangeFeed, ListKind } from '../../catalog/change.feed.js';
import type { Exchange } from '../../context/exchange.js';
import { McpError } from '../../errors/mcp.error.js';
import type { ConnectionLimiter } from '../../sessions/connection.limiter.js';
import { META } from '../envelope.js';
import { isObject } from '../json-rpc.js';
import type { Operation } from '../operation.js';

type Filter = Readonly<Record<string, unknown>>;

/** The part of the filter that this server can serve, by the list that it names. */
const FILTERS: Readonly<Record<ListKind, string>> = { tools: 'toolsListChanged' };

/**
 * `subscriptions/listen` (2026-07-28, basic/patterns/subscriptions): acknowledges first, then sends the
 * changes that the filter names until either side ends it.
 */
export class ListenOperation implements Operation {
  readonly method = 'subscriptions/listen';
  readonly eras = ['modern'] as const;

  constructor(
    private readonly changes: ChangeFeed,
    private readonly limiter: ConnectionLimiter,
    private readonly shutdown: AbortSignal,
  ) {}

  async run(exchange: Exchange): Promise<unknown> {
    const honoured = honouredFilter(exchange.params['notifications']);
    const leave = this.limiter.enter();
    const _meta = { [META.subscriptionId]: exchange.id };
    let unsubscribe: (() => void) | undefined;
    try {
      await exchange.notify('notifications/subscriptions/acknowledged', {
        notifications: honoured,
        _meta,
      });
      unsubscribe = this.changes.subscribe((kind) => {
        if (FILTERS[kind] in honoured) {
          void exchange.notify(`notifications/${kind}/list_changed`, { _meta });
        }
      });
      if (Object.keys(honoured).length > 0) await this.end(exchange);
      return { _meta };
    } finally {
      unsubscribe?.();
      leave();
    }
  }

  /** Resolves on shutdown: that end is regular, and the client gets a result. */
  private async end(exchange: Exchange): Promise<void> {
    const { signal } = exchange;
    if (this.shutdown.aborted) return;
    await new Promise<void>((resolve, reject) => {
      this.shutdown.addEventListener('abort', () => resolve(), { once: true, signal });
      const stop = () => reject(new Error('The client stopped listening.'));
      // It may have done so while the acknowledgement was on its way.
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
    });
  }
}

function honouredFilter(requested: unknown): Filter {
  if (!isObject(requested)) {
    throw new McpError('INVALID_PARAMS', 'Invalid params: notifications must be an object');
  }
  const served = Object.values(FILTERS).filter((name) => requested[name] === true);
  return Object.fromEntries(served.map((name) => [name, true]));
}
