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
  registry = new McpRegistry(catalogs, changes, { bindFunction: (_, handler) => handler });
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

interface Kind {
  readonly list: 'tools' | 'prompts' | 'resources';
  /** Adds or sets the entry with this title. */
  readonly put: (way: 'add' | 'set', title: string) => void;
  readonly setBroken: () => void;
  readonly setEnabled: (enabled: boolean) => boolean;
  readonly remove: () => boolean;
  readonly keys: () => string[];
  readonly find: () => unknown;
}

const none = () => '';
const KINDS: readonly [string, Kind][] = [
  [
    'tools',
    {
      list: 'tools',
      put: (way, title) => registry[`${way}Tool`]({ name: 'a', title }, none),
      setBroken: () => registry.setTool({ name: 'a', timeout: -1 }, none),
      setEnabled: (enabled) => (enabled ? registry.enableTool('a') : registry.disableTool('a')),
      remove: () => registry.removeTool('a'),
      keys: () => registry.toolNames,
      find: () => catalogs.tools.find('a')?.definition.modern.title,
    },
  ],
  [
    'prompts',
    {
      list: 'prompts',
      put: (way, title) => registry[`${way}Prompt`]({ name: 'a', title }, none),
      setBroken: () => registry.setPrompt({ name: 'a', input: { type: 'string' } }, none),
      setEnabled: (enabled) => (enabled ? registry.enablePrompt('a') : registry.disablePrompt('a')),
      remove: () => registry.removePrompt('a'),
      keys: () => registry.promptNames,
      find: () => catalogs.prompts.find('a')?.definition.modern.title,
    },
  ],
  [
    'resources',
    {
      list: 'resources',
      put: (way, title) => registry[`${way}Resource`]({ uri: 'app://é', title }, none),
      setBroken: () => registry.setResource({ uri: 'app://é', cache: { ttlMs: -1 } }, none),
      setEnabled: (enabled) =>
        enabled ? registry.enableResource('app://é') : registry.disableResource('app://%C3%A9'),
      remove: () => registry.removeResource('app://%c3%a9'),
      keys: () => registry.resourceUris,
      find: () => catalogs.resources.find('app://é')?.definition.modern.title,
    },
  ],
  [
    'pages',
    {
      list: 'resources',
      put: (way, title) => registry[`${way}UiResource`]({ uri: 'ui://a/b', title }, none),
      setBroken: () => registry.setUiResource({ uri: 'ui://a/b', csp: { x: [] } as object }, none),
      setEnabled: (enabled) =>
        enabled ? registry.enableResource('ui://a/b') : registry.disableResource('ui://a/b'),
      remove: () => registry.removeResource('ui://a/b'),
      keys: () => registry.resourceUris,
      find: () => catalogs.resources.find('ui://a/b')?.definition.modern.title,
    },
  ],
  [
    'templates',
    {
      list: 'resources',
      put: (way, title) =>
        registry[`${way}ResourceTemplate`]({ uriTemplate: 'é://{b}', title }, none),
      setBroken: () => registry.setResourceTemplate({ uriTemplate: 'é://{b', title: 'x' }, none),
      setEnabled: (enabled) =>
        enabled
          ? registry.enableResourceTemplate('é://{b}')
          : registry.disableResourceTemplate('%C3%A9://{b}'),
      remove: () => registry.removeResourceTemplate('%c3%a9://{b}'),
      keys: () => registry.resourceTemplates,
      find: () => catalogs.templates.find('é://{b}')?.definition.modern.title,
    },
  ],
];

describe.each(KINDS)('%s of the registry', (_, kind) => {
  it('are put in the place of others at once, which is one change', async () => {
    kind.put('set', 'first');
    registry.addTool({ name: 'z' }, none);
    registry.addPrompt({ name: 'z' }, none);
    registry.addResource({ uri: 'app://z' }, none);
    registry.addResourceTemplate({ uriTemplate: 'app://{z}' }, none);
    await turn();
    heard.length = 0;
    const before = kind.keys();
    kind.put('set', 'second');
    expect(kind.find()).toBe('second');
    expect(kind.keys()).toEqual(before);
    await turn();
    expect(heard).toEqual([{ list: kind.list }]);
  });

  it('stay disabled when they are replaced', () => {
    kind.put('add', 'first');
    expect(kind.setEnabled(false)).toBe(true);
    kind.put('set', 'second');
    expect(kind.find()).toBeUndefined();
    expect(kind.setEnabled(true)).toBe(true);
    expect(kind.find()).toBe('second');
  });

  it('stay as they are if what should replace them cannot be served', () => {
    kind.put('add', 'first');
    expect(kind.setBroken).toThrow();
    expect(() => kind.put('add', 'second')).toThrow(
      expect.objectContaining({ code: 'DUPLICATE_NAME' }),
    );
    expect(kind.find()).toBe('first');
  });

  it('are known to be there, or not', () => {
    expect([kind.setEnabled(true), kind.setEnabled(false), kind.remove()]).toEqual([
      false,
      false,
      false,
    ]);
    kind.put('add', 'first');
    expect(kind.remove()).toBe(true);
    expect(kind.find()).toBeUndefined();
  });
});

describe('completers at run time', () => {
  const completed = { uriTemplate: 'a:{b}', variable: 'b' };
  const find = () => catalogs.completers.find(completed);

  beforeEach(() => {
    registry.addResourceTemplate({ uriTemplate: 'a:{b}' }, none);
  });

  it('come, are replaced, and go', () => {
    registry.addCompleter(completed, ({ value, given }) => [value, ...Object.keys(given)]);
    expect(find()?.({ value: 'x', given: { y: '' } }, undefined as never)).toEqual(['x', 'y']);
    expect(() => registry.addCompleter(completed, none)).toThrow('another completer does already');
    registry.setCompleter(completed, () => ['z']);
    expect(find()?.({}, undefined as never)).toEqual(['z']);
    expect(registry.removeCompleter(completed)).toBe(true);
    expect(registry.removeCompleter(completed)).toBe(false);
    expect(find()).toBeUndefined();
  });

  it('complete what is there', () => {
    const wrong = { uriTemplate: 'a:{b}', variable: 'c' };
    expect(() => registry.addCompleter(wrong, none)).toThrow(
      expect.objectContaining({
        code: 'INVALID_PROMPT',
        message: expect.stringContaining("McpRegistry.addCompleter('c') completes 'c'"),
      }),
    );
  });
});
