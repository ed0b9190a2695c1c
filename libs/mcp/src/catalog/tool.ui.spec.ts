import { describe, expect, it } from 'vitest';
import { entryOf } from '../../test/entry.fixture.js';
import { sourceOf } from '../../test/source.fixture.js';
import { ChangeFeed } from './change.feed.js';
import { ResourceCatalog } from './resource.catalog.js';
import { createResourceEntry } from './resource.factory.js';
import { requirePage } from './tool.ui.js';
import { createUiResourceEntry } from './ui-resource.factory.js';

const uri = 'ui://shop/cart';

function resources(): ResourceCatalog {
  const catalog = new ResourceCatalog(new ChangeFeed());
  catalog.add(createResourceEntry(sourceOf({ uri: 'ui://shop/plain' })));
  return catalog;
}

describe('the ui of a tool', () => {
  it.each([
    ['an address', uri, { resourceUri: uri }],
    ['an address and who may call', { resourceUri: uri, visibility: ['app'] }],
    ['who may call', { visibility: ['app', 'model'] }],
  ] as const)('is listed: %s', (_name, ui, listed = ui as never) => {
    const { definition } = entryOf({ ui: ui as never, _meta: { 'a.example/b': 1 } });
    expect(definition.modern._meta).toEqual({ 'a.example/b': 1, ui: listed });
    expect(definition.legacy._meta).toEqual(definition.modern._meta);
  });

  it('is a page of the server', () => {
    const catalog = resources();
    expect(catalog.hasPages).toBe(false);
    catalog.add(createUiResourceEntry(sourceOf({ uri })));
    expect(catalog.hasPages).toBe(true);
    expect(() => requirePage(entryOf({ ui: uri }), catalog)).not.toThrow();
    expect(() => requirePage(entryOf({ ui: { visibility: ['app'] } }), catalog)).not.toThrow();
  });

  it.each([uri, 'ui://shop/plain'])('is not %s, which is no page', (page) => {
    expect(() => requirePage(entryOf({ ui: page }), resources())).toThrow(
      expect.objectContaining({
        code: 'INVALID_TOOL',
        message:
          `Tools#echo has ui: '${page}', but no page of this server has that address: give a method ` +
          `of a provider @UiResource({ uri: '${page}' }), or correct the ui of Tools#echo.`,
      }),
    );
  });
});
