import type { Tool } from '@modelcontextprotocol/server';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { entryOf } from '../../../test/entry.fixture.js';
import { exchangeOf, legacyPeer, modernPeer } from '../../../test/exchange.fixture.js';
import { ChangeFeed } from '../../catalog/change.feed.js';
import { ToolCatalog } from '../../catalog/tool.catalog.js';
import { writeCursor } from '../cursor.js';
import { META } from '../envelope.js';
import { ResultEncoder } from '../result.encoder.js';
import { ListToolsOperation } from './list-tools.operation.js';

interface Listed {
  readonly tools: Tool[];
  readonly nextCursor?: string;
}

const info = { name: 'orders', version: '1.0.0' };
const legacy = legacyPeer();
const modern = modernPeer();

let catalog: ToolCatalog;
let operation: ListToolsOperation;

beforeEach(() => {
  catalog = new ToolCatalog(new ChangeFeed());
  for (const name of ['a', 'b', 'c', 'd', 'e']) catalog.add(entryOf({ name }));
  operation = new ListToolsOperation(catalog, new ResultEncoder(info), 2);
});

const page = (cursor?: unknown, peer = legacy) =>
  operation.run(
    exchangeOf({ method: 'tools/list', params: cursor === undefined ? {} : { cursor }, peer }),
  );
const parse = (cursor?: unknown, peer = legacy) => JSON.parse(page(cursor, peer).json) as Listed;
const names = ({ tools }: Listed) => tools.map(({ name }) => name);

describe('tools/list', () => {
  it('shows all tools, page by page', () => {
    const first = parse();
    const second = parse(first.nextCursor);
    const third = parse(second.nextCursor);
    expect([first, second, third].map(names)).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect(third).not.toHaveProperty('nextCursor');
  });

  it('has the form of the era', () => {
    expect(Object.keys(parse())).toEqual(['tools', 'nextCursor']);
    expect(parse(undefined, modern)).toMatchObject({
      resultType: 'complete',
      ttlMs: 0,
      cacheScope: 'private',
      _meta: { [META.serverInfo]: info },
    });
  });

  it('gives both eras the same cursors', () => {
    expect(names(parse(parse(undefined, modern).nextCursor))).toEqual(['c', 'd']);
  });

  it.each(['', 'garbage', null, 7, {}])('refuses the cursor %o', (cursor) => {
    expect(() => page(cursor)).toThrow(expect.objectContaining({ code: 'INVALID_CURSOR' }));
  });

  it('has an empty page behind the end', () => {
    expect(parse(writeCursor(1000))).toEqual({ tools: [] });
  });
});

describe('pages that were shown before', () => {
  it('are serialised once for each era', () => {
    expect(page()).toBe(page());
    expect(page(undefined, modern)).toBe(page(undefined, modern));
    expect(page()).not.toBe(page(undefined, modern));
  });

  it('are kept further behind as well', () => {
    const { nextCursor } = parse();
    expect(page(nextCursor)).toBe(page(nextCursor));
    const { nextCursor: last } = parse(nextCursor);
    expect(page(last)).toBe(page(last));
    expect(page()).toBe(page());
  });

  it.each([
    ['added', () => catalog.add(entryOf({ name: 'f' })), ['a', 'b', 'c', 'd', 'e', 'f']],
    ['removed', () => catalog.remove('b'), ['a', 'c', 'd', 'e']],
    ['disabled', () => catalog.setEnabled('c', false), ['a', 'b', 'd', 'e']],
  ])('are forgotten when a tool is %s', (_, change, expected) => {
    operation = new ListToolsOperation(catalog, new ResultEncoder(info), 100);
    const before = page();
    change();
    expect(page()).not.toBe(before);
    expect(names(parse())).toEqual(expected);
  });

  it('are served from memory without a look at the catalogue', () => {
    page();
    const look = vi.spyOn(catalog, 'page');
    page();
    expect(look).not.toHaveBeenCalled();
  });
});

describe('cursors that a client made up', () => {
  it.each([1, 3, 4, 99])('are served, but not kept in memory: after %i', (order) => {
    const { nextCursor } = parse();
    page(nextCursor);
    const cursor = writeCursor(order);
    expect(page(cursor).json).toBe(page(cursor).json);
    if (order !== 4) expect(page(cursor)).not.toBe(page(cursor));
  });

  it('do not make the pages that they lead to worth keeping', () => {
    page();
    const { nextCursor } = parse(writeCursor(1));
    expect(page(nextCursor)).not.toBe(page(nextCursor));
  });

  it('of one era say nothing about the other', () => {
    const { nextCursor } = parse();
    expect(page(nextCursor, modern)).not.toBe(page(nextCursor, modern));
  });
});
