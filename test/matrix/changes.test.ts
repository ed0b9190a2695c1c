import { SUBSCRIPTION_ID_META_KEY } from '@modelcontextprotocol/client';
import { expect } from 'vitest';
import { LASTING_LEGACY_CHANNELS, MODERN_CHANNELS, PROCESSES } from '../support/channels.js';
import { toolNames, type TestClient } from '../support/clients/test.client.js';
import { turn } from '../support/turn.js';
import { verifies } from '../support/verifies.js';

const CHANGED = 'notifications/tools/list_changed';
const PROCESSES_LEGACY = PROCESSES.filter(({ era }) => era === 'legacy');
const PROCESSES_MODERN = PROCESSES.filter(({ era }) => era === 'modern');
const ALL = { toolsListChanged: true };

async function change(client: TestClient): Promise<void> {
  await client.call('add_tool', { name: 'passing' });
  await client.call('remove_tool', { name: 'passing' });
}

/** Over HTTP a client opens its stream in the background, and tells nobody when it is there. */
async function untilStreamIsOpen(client: TestClient): Promise<void> {
  while (client.inbox.all(CHANGED).length === 0) {
    await change(client);
    await turn();
  }
}

verifies('changes.pushed', [...LASTING_LEGACY_CHANNELS, ...PROCESSES_LEGACY], async (client) => {
  await untilStreamIsOpen(client);
  const before = client.inbox.all(CHANGED).length;
  await client.call('add_tool', { name: 'pushed' });
  await client.inbox.next(CHANGED, before + 1);
  expect(await toolNames(client)).toContain('pushed');
  await client.call('remove_tool', { name: 'pushed' });
  expect(await toolNames(client)).not.toContain('pushed');
});

verifies('listen.changes', [...MODERN_CHANNELS, ...PROCESSES_MODERN], async (client) => {
  const subscription = await client.listen(ALL);
  expect(subscription.honoredFilter).toEqual(ALL);
  await client.call('add_tool', { name: 'heard' });
  const [changed] = await client.inbox.next(CHANGED);
  expect(changed?.params?._meta).toMatchObject({
    [SUBSCRIPTION_ID_META_KEY]: expect.any(String) as string,
  });
  expect(await toolNames(client)).toContain('heard');
  await client.call('remove_tool', { name: 'heard' });
  await subscription.close();
  expect(await subscription.closed).toBe('local');
});

verifies('listen.filter', MODERN_CHANNELS, async (client, channel) => {
  const witness = await channel.open();
  await witness.listen(ALL);
  const deaf = await client.listen({ promptsListChanged: true });
  expect(deaf.honoredFilter).toEqual({});
  await change(client);
  await witness.inbox.next(CHANGED);
  // Whatever was sent before this answer has arrived with it.
  await client.call('echo', { text: 'fence' });
  expect(client.inbox.all(CHANGED)).toEqual([]);
});

verifies('listen.not-asked', MODERN_CHANNELS, async (client, channel) => {
  const witness = await channel.open();
  await witness.listen(ALL);
  await change(client);
  await witness.inbox.next(CHANGED);
  await client.call('echo', { text: 'fence' });
  expect(client.inbox.all(CHANGED)).toEqual([]);
});

verifies('listen.several', MODERN_CHANNELS, async (client) => {
  const first = await client.listen(ALL);
  await client.listen(ALL);
  await client.call('add_tool', { name: 'twice' });
  const both = await client.inbox.next(CHANGED, 2);
  const ids = both.map(({ params }) => params?._meta as Record<string, unknown>);
  expect(new Set(ids.map((meta) => meta[SUBSCRIPTION_ID_META_KEY])).size).toBe(2);
  await first.close();
  await client.call('remove_tool', { name: 'twice' });
  await client.inbox.next(CHANGED, 3);
});
