import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exchangeOf, modernPeer } from '../../../test/exchange.fixture.js';
import { EVERYTHING } from '../../../test/offers.fixture.js';
import { ChangeFeed } from '../../catalog/change.feed.js';
import type { Exchange, ExchangeInit } from '../../context/exchange.js';
import { ConnectionLimiter } from '../../sessions/connection.limiter.js';
import { META } from '../envelope.js';
import { ListenOperation } from './listen.operation.js';

const _meta = { [META.subscriptionId]: 'sub-1' };
const UPDATED = 'notifications/resources/updated';

let changes: ChangeFeed;
let notify: ReturnType<typeof vi.fn<ExchangeInit['notify']>>;
let exchange: Exchange;

beforeEach(() => {
  changes = new ChangeFeed();
  notify = vi.fn<ExchangeInit['notify']>();
});

afterEach(() => exchange.abort('disconnected'));

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

function listen(notifications: unknown): Promise<unknown> {
  const params = { notifications };
  exchange = exchangeOf({ id: 'sub-1', peer: modernPeer(), params, notify });
  const { signal } = new AbortController();
  const limiter = new ConnectionLimiter(1);
  const ended = new ListenOperation(changes, limiter, signal, EVERYTHING).run(exchange);
  // Its end is no matter of these tests.
  ended.catch(() => undefined);
  return ended;
}

async function told(...publish: Parameters<ChangeFeed['publish']>[0][]): Promise<unknown[]> {
  notify.mockClear();
  for (const change of publish) changes.publish(change);
  await turn();
  return notify.mock.calls;
}

describe('listening to resources', () => {
  it('acknowledges their URIs, and tells of those', async () => {
    const resourceSubscriptions = ['a:1', 'a:2'];
    void listen({ resourceSubscriptions });
    await turn();
    expect(notify.mock.calls[0]?.[1]).toEqual({ notifications: { resourceSubscriptions }, _meta });
    expect(await told({ resource: 'a:1' }, { resource: 'a:3' }, { list: 'resources' })).toEqual([
      [UPDATED, { uri: 'a:1', _meta }],
    ]);
  });

  it('is apart from listening to their list', async () => {
    void listen({ resourcesListChanged: true });
    await turn();
    expect(await told({ list: 'resources' }, { list: 'prompts' }, { resource: 'a:1' })).toEqual([
      ['notifications/resources/list_changed', { _meta }],
    ]);
  });

  it('tells once of changes that come together', async () => {
    void listen({ resourceSubscriptions: ['a:1', 'a:1'] });
    await turn();
    expect(await told({ resource: 'a:1' }, { resource: 'a:1' })).toHaveLength(1);
  });

  it('ends at once with an empty list', async () => {
    await expect(listen({ resourceSubscriptions: [] })).resolves.toEqual({ _meta });
    expect(notify.mock.calls[0]?.[1]).toEqual({ notifications: {}, _meta });
  });

  it('takes no more of them than a 2025-era client could subscribe to', async () => {
    const resourceSubscriptions = Array.from({ length: 1001 }, (_, index) => `a:${index}`);
    await expect(listen({ resourceSubscriptions })).rejects.toMatchObject({
      code: 'TOO_MANY_SUBSCRIPTIONS',
    });
    expect(notify).not.toHaveBeenCalled();
  });

  it.each(['a:1', null, { 0: 'a:1' }, [7], ['a:1', null]])(
    'needs a list of URIs: not %j',
    async (resourceSubscriptions) => {
      await expect(listen({ resourceSubscriptions })).rejects.toMatchObject({
        code: 'INVALID_PARAMS',
        message: 'Invalid params: notifications: resourceSubscriptions must be a list of URIs',
      });
    },
  );
});
