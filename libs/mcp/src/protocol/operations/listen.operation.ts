import type { Offered } from '../../catalog/catalogs.js';
import type { ChangeFeed } from '../../catalog/change.feed.js';
import { encodedUri } from '../../catalog/uri.encoding.js';
import type { Change, ListKind } from '../../context/change.js';
import type { Exchange } from '../../context/exchange.js';
import { McpError } from '../../errors/mcp.error.js';
import type { ConnectionLimiter } from '../../sessions/connection.limiter.js';
import { relayChanges } from '../change.relay.js';
import { META } from '../envelope.js';
import { isObject } from '../json-rpc.js';
import type { Operation } from '../operation.js';
import { checkSubscriptions } from '../subscription.limit.js';

/** What a client listens to, as far as we can serve it. */
interface Filter {
  readonly toolsListChanged?: true;
  readonly promptsListChanged?: true;
  readonly resourcesListChanged?: true;
  readonly resourceSubscriptions?: readonly string[];
}

const LISTS = {
  tools: 'toolsListChanged',
  prompts: 'promptsListChanged',
  resources: 'resourcesListChanged',
} as const satisfies Record<ListKind, keyof Filter>;

const LIST_KINDS = Object.keys(LISTS) as ListKind[];

/**
 * `subscriptions/listen` (2026-07-28, basic/patterns/subscriptions): acknowledges first, then sends the
 * changes that the filter names until either side ends it.
 */
export class ListenOperation implements Operation {
  readonly method = 'subscriptions/listen';
  readonly eras = ['modern'] as const;
  /** Ends each open stream in good order. */
  private readonly open = new Set<() => void>();

  constructor(
    private readonly changes: ChangeFeed,
    private readonly limiter: ConnectionLimiter,
    private readonly shutdown: AbortSignal,
    private readonly offers: { readonly offered: Offered },
  ) {
    // One listener for all: Node takes more than ten for a leak, and there may be thousands of streams.
    shutdown.addEventListener('abort', () => {
      for (const finish of this.open) finish();
    });
  }

  async run(exchange: Exchange): Promise<unknown> {
    const honoured = honouredFilter(exchange.params['notifications'], this.offers.offered);
    // It stays open: what the client sent with it must not.
    exchange.forget();
    const leave = this.limiter.enter();
    const _meta = { [META.subscriptionId]: exchange.id };
    let unsubscribe: (() => void) | undefined;
    try {
      const acknowledged = exchange.deliver('notifications/subscriptions/acknowledged', {
        notifications: honoured,
        _meta,
      });
      // Before a slow client has taken it: what changes meanwhile must not get lost.
      unsubscribe = relayChanges(this.changes, {
        wants: (change) => accepts(honoured, change),
        send: (method, params) => exchange.deliver(method, { ...params, _meta }),
      });
      await acknowledged;
      if (Object.keys(honoured).length > 0) await this.end(exchange);
      return { _meta };
    } finally {
      unsubscribe?.();
      leave();
    }
  }

  /** Resolves on shutdown: that end is regular, and the client gets a result. */
  private async end(exchange: Exchange): Promise<void> {
    if (this.shutdown.aborted) return;
    let finish!: () => void;
    try {
      await new Promise<void>((resolve, reject) => {
        finish = resolve;
        this.open.add(finish);
        // At once if it stopped while the acknowledgement was on its way.
        exchange.onAbort(() => reject(new Error('The client stopped listening.')));
      });
    } finally {
      this.open.delete(finish);
    }
  }
}

function accepts(filter: Filter, change: Change): boolean {
  if ('list' in change) return filter[LISTS[change.list]] === true;
  return filter.resourceSubscriptions?.some((uri) => encodedUri(uri) === change.resource) ?? false;
}

function honouredFilter(requested: unknown, offered: Offered): Filter {
  if (!isObject(requested)) throw invalid('must be an object');
  const wrong = Object.values(LISTS).find(
    (name) => requested[name] !== undefined && typeof requested[name] !== 'boolean',
  );
  if (wrong) throw invalid(`${wrong} must be a boolean`);
  const lists = LIST_KINDS.filter((list) => list === 'tools' || offered[list])
    .map((list) => LISTS[list])
    .filter((name) => requested[name] === true);
  const { resourceSubscriptions: uris = [] } = requested;
  if (!Array.isArray(uris) || uris.some((uri) => typeof uri !== 'string')) {
    throw invalid('resourceSubscriptions must be a list of URIs');
  }
  checkSubscriptions(uris as string[]);
  return {
    ...Object.fromEntries(lists.map((name) => [name, true])),
    ...(offered.resources && uris.length > 0 && { resourceSubscriptions: uris as string[] }),
  };
}

function invalid(problem: string): McpError {
  return new McpError('INVALID_PARAMS', `Invalid params: notifications: ${problem}`);
}
