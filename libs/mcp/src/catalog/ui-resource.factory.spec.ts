import { describe, expect, it } from 'vitest';
import { sourceOf } from '../../test/source.fixture.js';
import { UI_MIME_TYPE } from '../context/extensions.js';
import { createUiResourceEntry } from './ui-resource.factory.js';

const uri = 'ui://shop/cart';

describe('a page', () => {
  it('is listed and read with what hosts must know of it', () => {
    const { definition, contentMeta, mimeType, cache } = createUiResourceEntry(
      sourceOf({
        uri,
        title: 'Cart',
        csp: { connectDomains: ['https://api.shop.example'] },
        permissions: ['camera', 'clipboardWrite'],
        domain: 'shop.example',
        prefersBorder: false,
        cache: { ttlMs: 5 },
        _meta: { 'a.example/b': 1 },
      }),
    );
    const ui = {
      csp: { connectDomains: ['https://api.shop.example'] },
      permissions: { camera: {}, clipboardWrite: {} },
      domain: 'shop.example',
      prefersBorder: false,
    };
    expect(definition.modern).toEqual({
      uri,
      name: 'run',
      title: 'Cart',
      mimeType: UI_MIME_TYPE,
      _meta: { 'a.example/b': 1, ui },
    });
    expect(definition.legacy).toBe(definition.modern);
    expect([contentMeta, mimeType, cache]).toEqual([{ ui }, UI_MIME_TYPE, { ttlMs: 5 }]);
  });

  it('has no metadata that was not said', () => {
    const { definition, contentMeta } = createUiResourceEntry(sourceOf({ uri }));
    expect(definition.modern).toStrictEqual({ uri, name: 'run', mimeType: UI_MIME_TYPE });
    expect(contentMeta).toBeUndefined();
  });

  it.each(['https://shop.example/cart', 'UI://shop/cart', 'cart'])('is not at %s', (wrong) => {
    expect(() => createUiResourceEntry(sourceOf({ uri: wrong }))).toThrow(
      expect.objectContaining({
        code: 'INVALID_RESOURCE',
        message: expect.stringContaining(`${JSON.stringify(wrong)} of Offers#run`) as string,
      }),
    );
  });
});
