import type { ClientCapabilities } from '@modelcontextprotocol/client';
import { describe, expect, it } from 'vitest';
import { serve } from '../support/serve.js';
import { WAYS, type Way } from '../support/ways.js';
import { CART, PAGE, ShopModule, UI } from './shop.js';

const EXTENSION = 'io.modelcontextprotocol/ui';
const mimeType = 'text/html;profile=mcp-app';

async function open(way: Way, capabilities: ClientCapabilities = {}) {
  const client = await way.connect(await serve(ShopModule).on('express'), capabilities);
  const call = async (name: string) => (await client.callTool({ name, arguments: {} })).content;
  return { client, call };
}

describe.each(WAYS)('MCP Apps, $name', (way) => {
  it('are announced', async () => {
    const { client } = await open(way);
    expect(client.getServerCapabilities()).toMatchObject({
      extensions: { [EXTENSION]: {} },
      resources: {},
    });
  });

  it('have pages that are listed and read', async () => {
    const { client } = await open(way);
    const { resources } = await client.listResources();
    expect(resources).toEqual([
      { uri: CART, name: 'cart', title: 'Cart', mimeType, _meta: { ui: UI } },
      { uri: 'ui://shop/bytes', name: 'bytes', mimeType },
    ]);
    expect((await client.readResource({ uri: CART })).contents).toEqual([
      { uri: CART, mimeType, text: PAGE, _meta: { ui: UI } },
    ]);
    expect((await client.readResource({ uri: 'ui://shop/bytes' })).contents).toEqual([
      { uri: 'ui://shop/bytes', mimeType, text: PAGE },
    ]);
  });

  it('have tools that name their page', async () => {
    const { client } = await open(way);
    const { tools } = await client.listTools();
    expect(tools.map(({ name, _meta }) => [name, _meta])).toEqual([
      ['show_cart', { ui: { resourceUri: CART } }],
      ['clear_cart', { ui: { resourceUri: CART, visibility: ['app'] } }],
      ['supports_ui', undefined],
    ]);
  });

  it('answer with text as well', async () => {
    const { call } = await open(way);
    expect(await call('show_cart')).toEqual([{ type: 'text', text: '{"books":2}' }]);
    expect(await call('clear_cart')).toEqual([{ type: 'text', text: 'clear_cart' }]);
  });

  it.each([
    ['reads text', {}],
    ['shows pages', { extensions: { [EXTENSION]: { mimeTypes: [mimeType] } } }],
  ])('know that a client %s', async (expected, capabilities) => {
    const { call } = await open(way, capabilities);
    expect(await call('supports_ui')).toEqual([{ type: 'text', text: expected }]);
  });
});
