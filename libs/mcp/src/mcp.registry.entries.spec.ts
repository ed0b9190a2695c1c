import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Catalogs } from './catalog/catalogs.js';
import { ChangeFeed } from './catalog/change.feed.js';
import type { Change } from './context/change.js';
import { McpRegistry } from './mcp.registry.js';

let catalogs: Catalogs;
let registry: McpRegistry;
let heard: Change[];
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

beforeEach(() => {
  const changes = new ChangeFeed();
  const own: Change[] = [];
  heard = own;
  changes.subscribe((change) => void own.push(change));
  catalogs = new Catalogs(changes);
  registry = new McpRegistry(catalogs, changes);
});

describe('tools at run time', () => {
  it('need the page that they name', () => {
    const add = () => registry.addTool({ name: 'cart', ui: 'ui://shop/cart' }, () => 'empty');
    expect(add).toThrow(expect.objectContaining({ code: 'INVALID_TOOL' }));
    expect(catalogs.tools.keys()).toEqual([]);
    const mimeType = 'text/html;profile=mcp-app';
    registry.addResource({ uri: 'ui://shop/cart', name: 'cart', mimeType }, () => '<p>');
    expect(add).not.toThrow();
    expect(catalogs.offered.ui).toBe(true);
  });
});

describe('prompts at run time', () => {
  it('come and go, and clients are told', async () => {
    registry.addPrompt({ name: 'plan', input: z.object({ city: z.string() }) }, ({ city }) => city);
    expect(catalogs.prompts.find('plan')).toMatchObject({
      origin: "McpRegistry.addPrompt('plan')",
      definition: { modern: { arguments: [{ name: 'city', required: true }] } },
    });
    await turn();
    expect(registry.removePrompt('plan')).toBe(true);
    expect(registry.removePrompt('plan')).toBe(false);
    await turn();
    expect(heard).toEqual([{ list: 'prompts' }, { list: 'prompts' }]);
  });

  it('are refused like declared ones', () => {
    registry.addPrompt({ name: 'plan' }, () => 'a');
    expect(() => registry.addPrompt({ name: 'plan' }, () => 'b')).toThrow('Two prompts');
    expect(() => registry.addPrompt({ name: 'bad', input: { type: 'string' } }, () => 'b')).toThrow(
      expect.objectContaining({ code: 'INVALID_SCHEMA' }),
    );
  });
});

describe('resources at run time', () => {
  it('come and go, and clients are told', async () => {
    registry.addResource({ uri: 'a:b', name: 'b' }, () => 'x');
    expect(catalogs.resources.find('a:b')?.definition.legacy).toEqual({ uri: 'a:b', name: 'b' });
    await turn();
    expect(registry.removeResource('a:b')).toBe(true);
    expect(registry.removeResource('a:b')).toBe(false);
    await turn();
    expect(heard).toEqual([{ list: 'resources' }, { list: 'resources' }]);
  });

  it('have their address for a name', () => {
    registry.addResource({ uri: 'a:b' }, () => 'x');
    expect(catalogs.resources.find('a:b')?.definition.modern.name).toBe('a:b');
  });

  it('are refused like declared ones', () => {
    registry.addResource({ uri: 'a:b' }, () => 'a');
    expect(() => registry.addResource({ uri: 'a:b' }, () => 'b')).toThrow('Two resources');
    expect(() => registry.addResource({ uri: 'b' }, () => 'b')).toThrow(
      expect.objectContaining({ code: 'INVALID_RESOURCE' }),
    );
  });

  it('may change without being offered: nobody knows what templates describe', async () => {
    registry.resourceUpdated('orders://7');
    registry.resourceUpdated('orders://7');
    await turn();
    expect(heard).toEqual([{ resource: 'orders://7' }]);
  });
});
