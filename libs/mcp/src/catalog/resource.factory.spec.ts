import { describe, expect, it } from 'vitest';
import { sourceOf } from '../../test/source.fixture.js';
import { createResourceEntry, createTemplateEntry } from './resource.factory.js';

const handler = () => 'content';
const described = {
  title: 'Orders',
  description: 'All orders',
  mimeType: 'text/csv',
  annotations: { audience: ['user' as const], priority: 0.5 },
  icons: [{ src: 'https://example.com/a.png' }],
  _meta: { 'a.example/b': 1 },
};

describe('a resource', () => {
  it('is listed with what was said of it, in both eras', () => {
    const options = { uri: 'orders://all', name: 'orders', size: 0, ...described };
    const { cache: _, ...entry } = createResourceEntry(
      sourceOf({ ...options, cache: { ttlMs: 5 } }, handler),
    );
    expect(entry).toEqual({
      key: 'orders://all',
      origin: 'Offers#run',
      definition: { legacy: options, modern: options },
      mimeType: 'text/csv',
      handler,
    });
  });

  it('has the name of its method, and nothing that was not said', () => {
    const { definition, cache, mimeType } = createResourceEntry(sourceOf({ uri: 'a:b' }));
    expect(definition.modern).toStrictEqual({ uri: 'a:b', name: 'run' });
    expect([cache, mimeType]).toEqual([undefined, undefined]);
  });

  it('keeps its cache hint out of the list', () => {
    const entry = createResourceEntry(sourceOf({ uri: 'a:b', cache: { ttlMs: 9 } }));
    expect(entry.cache).toEqual({ ttlMs: 9 });
    expect(entry.definition.modern).not.toHaveProperty('cache');
  });

  it.each(['orders://all', 'urn:isbn:1', 'file:///a%20b', 'https://example.com/?a=b#c', 'x:y'])(
    'may have the address %s, which stays as it is written',
    (uri) => {
      expect(createResourceEntry(sourceOf({ uri })).key).toBe(uri);
    },
  );

  it.each([
    [{ ttlMs: 1.5 }, 'ttlMs of Offers#run is 1.5: give milliseconds, a whole number from 0.'],
    [
      { cacheScope: 'all' as never },
      'cacheScope of Offers#run is "all": give one of private, public.',
    ],
  ])('may not be kept for %j', (cache, message) => {
    const refused = expect.objectContaining({ code: 'INVALID_RESOURCE', message }) as Error;
    expect(() => createResourceEntry(sourceOf({ uri: 'a:b', cache }))).toThrow(refused);
    expect(() => createTemplateEntry(sourceOf({ uriTemplate: 'a:{b}', cache }))).toThrow(refused);
  });

  it.each(['', 'orders', '/orders', '//orders', '://x', '1x://y'])('may not be at %o', (uri) => {
    expect(() => createResourceEntry(sourceOf({ uri }))).toThrow(
      expect.objectContaining({
        code: 'INVALID_RESOURCE',
        message: `The uri ${JSON.stringify(uri)} of Offers#run is not an absolute URI: give one with a scheme, such as app://name.`,
      }),
    );
  });
});

describe('a template', () => {
  it('is listed with what was said of it, in both eras', () => {
    const options = { uriTemplate: 'orders://{number}', name: 'order', ...described };
    const { template, cache: _, ...entry } = createTemplateEntry(sourceOf(options, handler));
    expect(entry).toEqual({
      key: 'orders://{number}',
      origin: 'Offers#run',
      definition: { legacy: options, modern: options },
      mimeType: 'text/csv',
      handler,
    });
    expect(template.match('orders://7')).toEqual({ number: '7' });
  });

  it('that cannot be matched stops the start, and the message says where it is', () => {
    expect(() => createTemplateEntry(sourceOf({ uriTemplate: 'orders://{number' }))).toThrow(
      expect.objectContaining({
        code: 'INVALID_RESOURCE',
        message:
          "The uriTemplate of Offers#run cannot be used: 'orders://{number' has a brace without its partner.",
        cause: expect.any(TypeError) as TypeError,
      }),
    );
  });
});
