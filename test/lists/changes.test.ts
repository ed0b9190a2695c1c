import type { Client } from '@modelcontextprotocol/client';
import { McpRegistry } from 'nest-mcp';
import { describe, expect, it } from 'vitest';
import { Inbox } from '../support/inbox.js';
import { serve } from '../support/serve.js';
import { turn } from '../support/turn.js';
import { LEGACY_WAYS, MODERN_WAYS, type Way } from '../support/ways.js';
import { ShopModule } from './shop.js';

interface Kind {
  readonly kind: 'tools' | 'prompts' | 'resources';
  readonly filter: object;
  readonly add: (registry: McpRegistry) => void;
  readonly remove: (registry: McpRegistry) => void;
}

const KINDS: readonly Kind[] = [
  {
    kind: 'tools',
    filter: { toolsListChanged: true },
    add: (registry) => registry.addTool({ name: 'new' }, () => ''),
    remove: (registry) => void registry.removeTool('new'),
  },
  {
    kind: 'prompts',
    filter: { promptsListChanged: true },
    add: (registry) => registry.addPrompt({ name: 'new' }, () => ''),
    remove: (registry) => void registry.removePrompt('new'),
  },
  {
    kind: 'resources',
    filter: { resourcesListChanged: true },
    add: (registry) => registry.addResource({ uri: 'shop://new', name: 'new' }, () => ''),
    remove: (registry) => void registry.removeResource('shop://new'),
  },
];

const changed = (kind: Kind['kind']) => `notifications/${kind}/list_changed`;
const others = (kind: Kind['kind']) =>
  KINDS.map((other) => other.kind).filter((other) => other !== kind);

async function open(way: Way) {
  const served = await serve(ShopModule).on('express');
  const client = await way.connect(served);
  return { client, inbox: new Inbox(client), registry: served.app.get(McpRegistry) };
}

/** Over HTTP a client opens its stream in the background, and tells nobody when it is there. */
async function untilHeard(one: Kind, client: Client, inbox: Inbox, registry: McpRegistry) {
  while (inbox.all(changed(one.kind)).length === 0) {
    one.add(registry);
    one.remove(registry);
    await client.ping();
    await turn();
  }
}

describe.each(LEGACY_WAYS)('changed lists, $name', (way) => {
  it.each(KINDS)('of $kind are told, and of nothing else', async (one) => {
    const { client, inbox, registry } = await open(way);
    await untilHeard(one, client, inbox, registry);
    const before = inbox.all(changed(one.kind)).length;
    one.add(registry);
    const told = await inbox.next(changed(one.kind), before + 1);
    expect(told.at(-1)).toMatchObject({ jsonrpc: '2.0', method: changed(one.kind) });
    expect(others(one.kind).flatMap((kind) => inbox.all(changed(kind)))).toEqual([]);
  });
});

describe.each(MODERN_WAYS)('changed lists, $name', (way) => {
  it.each(KINDS)('of $kind are told to who listens, and of nothing else', async (one) => {
    const { client, inbox, registry } = await open(way);
    const subscription = await client.listen(one.filter);
    expect(subscription.honoredFilter).toEqual(one.filter);
    for (const kind of others(one.kind)) KINDS.find((all) => all.kind === kind)!.add(registry);
    one.add(registry);
    await inbox.next(changed(one.kind));
    expect(others(one.kind).flatMap((kind) => inbox.all(changed(kind)))).toEqual([]);
  });
});
