import { beforeEach, describe, expect, it, vi } from 'vitest';
import { exchangeOf, legacyPeer, modernPeer } from '../../../test/exchange.fixture.js';
import { sourceOf } from '../../../test/source.fixture.js';
import { Catalogs } from '../../catalog/catalogs.js';
import { ChangeFeed } from '../../catalog/change.feed.js';
import { createPromptEntry } from '../../catalog/prompt.factory.js';
import { createResourceEntry, createTemplateEntry } from '../../catalog/resource.factory.js';
import { createToolEntry } from '../../catalog/tool.factory.js';
import { ResultEncoder } from '../result.encoder.js';
import { ListOperation } from './list.operation.js';

const encoder = new ResultEncoder({ name: 'orders', version: '1.0.0' });
const cursorKey = Buffer.alloc(32);
const LISTS = [
  ['tools/list', 'tools', 'tools'],
  ['resources/list', 'resources', 'resources'],
  ['resources/templates/list', 'resourceTemplates', 'templates'],
  ['prompts/list', 'prompts', 'prompts'],
] as const;

let catalogs: Catalogs;

beforeEach(() => {
  catalogs = new Catalogs(new ChangeFeed());
  for (const name of ['a', 'b', 'c']) {
    catalogs.tools.add(createToolEntry(sourceOf({ name })));
    catalogs.prompts.add(createPromptEntry(sourceOf({ name })));
    catalogs.resources.add(createResourceEntry(sourceOf({ name, uri: `${name}:x` })));
    catalogs.templates.add(createTemplateEntry(sourceOf({ name, uriTemplate: `${name}:{x}` })));
  }
});

describe.each(LISTS)('%s', (method, member, kind) => {
  let operation: ListOperation;
  beforeEach(() => {
    operation = new ListOperation(method, member, catalogs[kind], {
      encoder,
      pageSize: 2,
      cursorKey,
    });
  });

  const list = (cursor?: unknown, peer = legacyPeer()) => {
    const params = cursor === undefined ? {} : { cursor };
    return operation.run(exchangeOf({ method, params, peer }));
  };
  const parse = (cursor?: unknown, peer = legacyPeer()) => {
    const { [member]: entries, ...rest } = JSON.parse(list(cursor, peer).json) as Record<
      string,
      unknown
    >;
    return { names: (entries as { name: string }[]).map(({ name }) => name), ...rest };
  };

  it('shows all entries, page by page', () => {
    const first = parse() as { nextCursor?: string };
    expect(first).toEqual({ names: ['a', 'b'], nextCursor: expect.any(String) as string });
    expect(parse(first.nextCursor)).toEqual({ names: ['c'] });
  });

  it('has a time to live for 2026-07-28 clients', () => {
    expect(parse(undefined, modernPeer())).toMatchObject({
      resultType: 'complete',
      ttlMs: 0,
      cacheScope: 'private',
    });
  });

  it('is serialised once until it changes', () => {
    const look = vi.spyOn(catalogs[kind], 'page');
    expect(list()).toBe(list());
    expect(look).toHaveBeenCalledOnce();
    catalogs[kind].setEnabled([...catalogs[kind]][0]!.key, false);
    expect(parse()).toEqual({ names: ['b', 'c'] });
  });

  it.each(['', 'garbage', {}, 7])('refuses the cursor %o', (cursor) => {
    expect(() => list(cursor)).toThrow(expect.objectContaining({ code: 'INVALID_CURSOR' }));
  });

  it('takes null for no cursor', () => {
    expect(list(null)).toBe(list());
  });
});
