import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sourceOf } from '../../test/source.fixture.js';
import { Catalogs } from '../catalog/catalogs.js';
import { ChangeFeed } from '../catalog/change.feed.js';
import { fill } from './catalog.filler.js';
import type { Offer } from './offer.js';

const handler = () => 'x';
const OFFERS: Offer[] = [
  { kind: 'tool', ...sourceOf({ name: 'run' }, handler) },
  { kind: 'prompt', ...sourceOf({ name: 'plan', input: z.object({ city: z.string() }) }, handler) },
  { kind: 'resource', ...sourceOf({ uri: 'a:b' }, handler) },
  { kind: 'page', ...sourceOf({ uri: 'ui://a/b' }, handler) },
  { kind: 'template', ...sourceOf({ uriTemplate: 'a:{b}' }, handler) },
  { kind: 'completer', ...sourceOf({ prompt: 'plan', argument: 'city' }, handler) },
];

describe('what decorators offer', () => {
  it('goes to the catalogue of its kind', () => {
    const catalogs = new Catalogs(new ChangeFeed());
    fill(catalogs, OFFERS);
    const { tools, prompts, resources, templates, completers } = catalogs;
    expect([tools, prompts, resources, templates].map((catalog) => catalog.keys())).toEqual([
      ['run'],
      ['plan'],
      ['a:b', 'ui://a/b'],
      ['a:{b}'],
    ]);
    expect(completers.find({ prompt: 'plan', argument: 'city' })).toBe(handler);
  });

  it('is not served if it completes what is not there', () => {
    const wrong = sourceOf({ prompt: 'plan', argument: 'town' }, handler);
    expect(() =>
      fill(new Catalogs(new ChangeFeed()), [...OFFERS, { kind: 'completer', ...wrong }]),
    ).toThrow(expect.objectContaining({ code: 'INVALID_PROMPT' }));
  });

  it('may refer to a page that comes later', () => {
    const shown: Offer = { kind: 'tool', ...sourceOf({ name: 'show', ui: 'ui://a/b' }) };
    expect(() => fill(new Catalogs(new ChangeFeed()), [shown, ...OFFERS])).not.toThrow();
    expect(() => fill(new Catalogs(new ChangeFeed()), [shown])).toThrow(
      "Offers#run has ui: 'ui://a/b', but no page of this server has that address",
    );
  });

  it('leaves skills for later', () => {
    const catalogs = new Catalogs(new ChangeFeed());
    fill(catalogs, [{ kind: 'skill', ...sourceOf({ description: 'How to' }) }]);
    expect(catalogs.size).toBe(0);
  });

  it.each(OFFERS)('may not be offered twice: a $kind', (offer) => {
    const catalogs = new Catalogs(new ChangeFeed());
    fill(catalogs, OFFERS);
    expect(() => fill(catalogs, [offer])).toThrow('Offers#run');
  });
});
