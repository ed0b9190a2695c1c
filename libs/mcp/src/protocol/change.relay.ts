import type { ChangeFeed } from '../catalog/change.feed.js';
import type { Awaitable } from '../context/awaitable.js';
import type { Change } from '../context/change.js';
import type { Params } from '../context/exchange.js';

export interface ChangeRelayTarget {
  /** Whether the client is to be told of a change. */
  readonly wants: (change: Change) => boolean;
  /** Sends a notification; resolves when the client can take more. */
  readonly send: (method: string, params?: Params) => Awaitable<void>;
}

/**
 * Tells one client of changes as fast as it takes them. What changes meanwhile is a set, not a queue:
 * a client that reads slowly is told once of what changed often.
 *
 * @returns how to stop
 */
export function relayChanges(feed: ChangeFeed, target: ChangeRelayTarget): () => void {
  const waiting = new Map<string, Change>();
  let sending = false;
  const sendAll = async () => {
    sending = true;
    // What is added while it is gone through is found, too.
    for (const [key, change] of waiting) {
      waiting.delete(key);
      await tell(target, change);
    }
    sending = false;
  };
  const stop = feed.subscribe((change) => {
    if (!target.wants(change)) return;
    waiting.set(keyOf(change), change);
    if (!sending) void sendAll();
  });
  return () => {
    stop();
    waiting.clear();
  };
}

function keyOf(change: Change): string {
  return 'list' in change ? change.list : `resource ${change.resource}`;
}

function tell({ send }: ChangeRelayTarget, change: Change): Awaitable<void> {
  return 'list' in change
    ? send(`notifications/${change.list}/list_changed`)
    : send('notifications/resources/updated', { uri: change.resource });
}
