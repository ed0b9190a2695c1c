import { Client } from '@modelcontextprotocol/client';
import type { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { ResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { McpRegistry } from 'nest-mcp';
import { describe, expect, it } from 'vitest';
import { serve } from '../support/serve.js';
import { WAYS, type Way } from '../support/ways.js';
import { PAGE_SIZE, ShopModule } from './shop.js';

const LISTS = [
  { method: 'tools/list', member: 'tools', name: 'tool' },
  { method: 'resources/list', member: 'resources', name: 'resource' },
  { method: 'resources/templates/list', member: 'resourceTemplates', name: 'template' },
  { method: 'prompts/list', member: 'prompts', name: 'prompt' },
] as const;

type List = (typeof LISTS)[number];
type Page = Readonly<Record<string, unknown>> & { readonly nextCursor?: string };

/** One page, as the server cuts it: clients of SDK v2 put pages together when they list. */
function pageOf(client: Client, { method }: List, cursor?: string): Promise<Page> {
  const request = { method, params: cursor === undefined ? {} : { cursor } };
  return client instanceof Client
    ? client.request(request)
    : (client as ClientV1).request(request, ResultSchema);
}

const namesOf = (page: Page, { member }: List) =>
  (page[member] as { name: string }[]).map(({ name }) => name);

async function allPages(client: Client, list: List): Promise<string[][]> {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = await pageOf(client, list, cursor);
    pages.push(namesOf(page, list));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return pages;
}

async function open(way: Way) {
  const served = await serve(ShopModule).on('express');
  return { client: await way.connect(served), registry: served.app.get(McpRegistry) };
}

describe.each(WAYS)('pages, $name', (way) => {
  it.each(LISTS)('have all of $method, each once and in order', async (list) => {
    const { client } = await open(way);
    const names = [1, 2, 3, 4, 5].map((number) => `${list.name}_${number}`);
    const pages = await allPages(client, list);
    expect(pages).toEqual([names.slice(0, PAGE_SIZE), names.slice(2, 4), names.slice(4)]);
    expect(await allPages(client, list)).toEqual(pages);
  });

  it.each(LISTS)('of $method are not cut by a cursor that nobody gave', async (list) => {
    const { client } = await open(way);
    for (const cursor of ['nonsense', '', Buffer.from('after:-1').toString('base64url')]) {
      await expect(pageOf(client, list, cursor)).rejects.toMatchObject({ code: -32602 });
    }
  });

  it('miss nothing and repeat nothing when entries come and go in between', async () => {
    const { client, registry } = await open(way);
    const list = LISTS[0];
    const first = await pageOf(client, list);
    registry.removeTool('tool_1');
    registry.removeTool('tool_2');
    registry.addTool({ name: 'tool_6' }, () => 6);
    const second = await pageOf(client, list, first.nextCursor);
    const third = await pageOf(client, list, second.nextCursor);
    const rest = [...namesOf(second, list), ...namesOf(third, list)];
    expect(rest).toEqual(['tool_3', 'tool_4', 'tool_5', 'tool_6']);
    expect(third.nextCursor).toBeUndefined();
  });
});
