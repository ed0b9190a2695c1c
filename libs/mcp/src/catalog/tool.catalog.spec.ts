import type { Tool } from '@modelcontextprotocol/server';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { entryOf } from '../../test/entry.fixture.js';
import type { Page } from './catalog.js';
import { ChangeFeed } from './change.feed.js';
import { ToolCatalog } from './tool.catalog.js';

let changes: ChangeFeed;
let catalog: ToolCatalog;

beforeEach(() => {
  changes = new ChangeFeed();
  catalog = new ToolCatalog(changes);
});

const namesOf = ({ definitions }: Page) => definitions.map((tool) => (tool as Tool).name);

function add(...names: string[]): void {
  for (const name of names) catalog.add(entryOf({ name }));
}

/** Names of all pages, page by page. */
function pages(size: number): string[][] {
  const found: string[][] = [];
  let after: number | undefined = 0;
  while (after !== undefined) {
    const page = catalog.page('modern', after, size);
    found.push(namesOf(page));
    after = page.last;
  }
  return found;
}

describe('ToolCatalog', () => {
  it('keeps the order in which tools were added', () => {
    add('zebra', '10', '9', 'apple');
    expect(catalog.keys()).toEqual(['zebra', '10', '9', 'apple']);
    expect(catalog.size).toBe(4);
  });

  it('finds a tool by its exact name', () => {
    add('echo');
    expect(catalog.find('echo')?.key).toBe('echo');
    expect(catalog.find('Echo')).toBeUndefined();
  });

  it.each(['constructor', '__proto__', 'toString', ''])(
    'has no tool named %o by itself',
    (name) => {
      expect(catalog.find(name)).toBeUndefined();
      expect(catalog.remove(name)).toBe(false);
    },
  );

  it('refuses a second tool of the same name and says where both are', () => {
    add('echo');
    const second = { ...entryOf({ name: 'echo' }), origin: 'Other#echo' };
    expect(() => catalog.add(second)).toThrow(
      expect.objectContaining({
        code: 'DUPLICATE_NAME',
        message: expect.stringMatching(/'echo'.*Tools#echo and Other#echo.*another name/),
      }),
    );
    expect(catalog.size).toBe(1);
  });

  it('refuses the name of a disabled tool too', () => {
    add('echo');
    catalog.setEnabled('echo', false);
    expect(() => add('echo')).toThrow("Two tools are named 'echo'");
  });

  it('puts a tool that was removed and added again at the end', () => {
    add('a', 'b');
    catalog.remove('a');
    add('a');
    expect(catalog.keys()).toEqual(['b', 'a']);
  });
});

describe('disabled tools', () => {
  beforeEach(() => add('a', 'b', 'c'));

  it('are neither found nor listed, and keep their place', () => {
    expect(catalog.setEnabled('b', false)).toBe(true);
    expect(catalog.find('b')).toBeUndefined();
    expect(pages(10)).toEqual([['a', 'c']]);
    expect(catalog.keys()).toEqual(['a', 'b', 'c']);
    catalog.setEnabled('b', true);
    expect(pages(10)).toEqual([['a', 'b', 'c']]);
  });

  it('cannot be made of tools that are not there', () => {
    expect(catalog.setEnabled('x', false)).toBe(false);
    expect(catalog.setEnabled('x', true)).toBe(false);
  });
});

describe('paging', () => {
  it.each([
    [1, [['a'], ['b'], ['c'], ['d'], ['e']]],
    [2, [['a', 'b'], ['c', 'd'], ['e']]],
    [5, [['a', 'b', 'c', 'd', 'e']]],
    [Number.MAX_SAFE_INTEGER, [['a', 'b', 'c', 'd', 'e']]],
  ])('of %i a page shows each tool once, and no empty page', (size, expected) => {
    add('a', 'b', 'c', 'd', 'e');
    expect(pages(size)).toEqual(expected);
  });

  it('of an empty catalogue is one empty page', () => {
    expect(catalog.page('legacy', 0, 10)).toEqual({ definitions: [], last: undefined });
  });

  it('goes on after a tool that was removed meanwhile', () => {
    add('a', 'b', 'c', 'd');
    const { last } = catalog.page('modern', 0, 2);
    catalog.remove('b');
    catalog.remove('c');
    expect(namesOf(catalog.page('modern', last!, 2))).toEqual(['d']);
  });

  it('shows tools that came meanwhile on the last page', () => {
    add('a', 'b', 'c');
    const { last } = catalog.page('modern', 0, 2);
    add('d');
    expect(namesOf(catalog.page('modern', last!, 2))).toEqual(['c', 'd']);
  });

  it('has nothing after the end', () => {
    add('a');
    expect(catalog.page('modern', 1000, 2)).toEqual({ definitions: [], last: undefined });
  });

  it('shows each era its own definition', () => {
    catalog.add(entryOf({ name: 'count', output: { type: 'integer' } }));
    expect(catalog.page('modern', 0, 1).definitions[0]).toMatchObject({
      outputSchema: { type: 'integer' },
    });
    expect(catalog.page('legacy', 0, 1).definitions[0]).toMatchObject({
      outputSchema: { type: 'object' },
    });
  });
});

describe('changes of the catalogue', () => {
  it.each([
    ['adding', () => add('b')],
    ['removing', () => catalog.remove('a')],
    ['disabling', () => catalog.setEnabled('a', false)],
  ])('%s is a new version, and published', (_, change) => {
    add('a');
    const { version } = catalog;
    const publish = vi.spyOn(changes, 'publish');
    change();
    expect(catalog.version).not.toBe(version);
    expect(publish).toHaveBeenCalledWith({ list: 'tools' });
  });

  it.each([
    ['removing what is not there', () => catalog.remove('x')],
    ['enabling what is enabled', () => catalog.setEnabled('a', true)],
    ['disabling what is not there', () => catalog.setEnabled('x', false)],
    ['a refused addition', () => expect(() => add('a')).toThrow('Two tools')],
  ])('%s changes nothing', (_, change) => {
    add('a');
    const { version } = catalog;
    const publish = vi.spyOn(changes, 'publish');
    change();
    expect(catalog.version).toBe(version);
    expect(publish).not.toHaveBeenCalled();
  });
});
