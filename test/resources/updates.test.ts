import type { Client } from '@modelcontextprotocol/client';
import { McpRegistry } from 'nest-mcp';
import { describe, expect, it } from 'vitest';
import { Updates } from '../support/client.handlers.js';
import { serve } from '../support/serve.js';
import { turn } from '../support/turn.js';
import { LEGACY_WAYS, MODERN_WAYS, type Way } from '../support/ways.js';
import { ShelfModule } from './shelf.js';

const [FIRST, SECOND, FENCE] = ['shelf://books/emma', 'shelf://books/persuasion', 'shelf://fence'];

async function open(way: Way) {
  const served = await serve(ShelfModule).on('express');
  const registry = served.app.get(McpRegistry);
  const client = await way.connect(served);
  return { served, client, registry, updates: new Updates(client) };
}

/** Over HTTP a client opens its stream in the background, and tells nobody when it is there. */
async function untilHeard(client: Client, updates: Updates, registry: McpRegistry): Promise<void> {
  await client.subscribeResource({ uri: FENCE });
  while (updates.uris.length === 0) {
    registry.resourceUpdated(FENCE);
    await client.ping();
    await turn();
  }
  await client.unsubscribeResource({ uri: FENCE });
}

describe.each(LEGACY_WAYS)('subscriptions, $name', (way) => {
  it('tell of the resources that were asked for, until they are not', async () => {
    const { client, registry, updates } = await open(way);
    await untilHeard(client, updates, registry);
    await client.subscribeResource({ uri: FIRST });
    await client.subscribeResource({ uri: SECOND });
    registry.resourceUpdated(FIRST);
    registry.resourceUpdated('shelf://cover');
    registry.resourceUpdated(SECOND);
    expect(await updates.next(2, FENCE)).toEqual([FIRST, SECOND]);
    await client.unsubscribeResource({ uri: FIRST });
    registry.resourceUpdated(FIRST);
    registry.resourceUpdated(SECOND);
    expect(await updates.next(3, FENCE)).toEqual([FIRST, SECOND, SECOND]);
  });

  it('are those of one client', async () => {
    const { served, client, registry, updates } = await open(way);
    const other = await way.connect(served);
    const others = new Updates(other);
    await untilHeard(client, updates, registry);
    await untilHeard(other, others, registry);
    await client.subscribeResource({ uri: FIRST });
    await other.subscribeResource({ uri: SECOND });
    registry.resourceUpdated(SECOND);
    registry.resourceUpdated(FIRST);
    expect(await updates.next(1, FENCE)).toEqual([FIRST]);
    expect(await others.next(1, FENCE)).toEqual([SECOND]);
  });
});

describe.each(MODERN_WAYS)('listening, $name', (way) => {
  it('tells of the resources that were asked for, until it ends', async () => {
    const { client, registry, updates } = await open(way);
    const filter = { resourceSubscriptions: [FIRST, SECOND] };
    const subscription = await client.listen(filter);
    expect(subscription.honoredFilter).toEqual(filter);
    registry.resourceUpdated(FIRST);
    registry.resourceUpdated('shelf://cover');
    registry.resourceUpdated(SECOND);
    expect(await updates.next(2)).toEqual([FIRST, SECOND]);
    await subscription.close();
    const fence = await client.listen({ resourceSubscriptions: [FENCE] });
    registry.resourceUpdated(FIRST);
    registry.resourceUpdated(FENCE);
    expect(await updates.next(3)).toEqual([FIRST, SECOND, FENCE]);
    await fence.close();
  });

  it('tells of the list of resources, and of nothing else', async () => {
    const { client, registry, updates } = await open(way);
    const changed = new Promise<void>((resolve) => {
      client.setNotificationHandler('notifications/resources/list_changed', () => resolve());
    });
    await client.listen({ resourcesListChanged: true });
    registry.resourceUpdated(FIRST);
    registry.addResource({ uri: 'shelf://new', name: 'new' }, () => 'new');
    await changed;
    expect(updates.uris).toEqual([]);
    const { resources } = await client.listResources();
    expect(resources.map(({ name }) => name)).toContain('new');
    expect((await client.readResource({ uri: 'shelf://new' })).contents).toMatchObject([
      { text: 'new' },
    ]);
  });

  it('is the only way to hear: subscribing belongs to the legacy era', async () => {
    const { client } = await open(way);
    await expect(client.subscribeResource({ uri: FIRST })).rejects.toThrow();
  });
});
