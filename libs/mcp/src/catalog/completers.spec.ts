import { beforeEach, describe, expect, it } from 'vitest';
import { sourceOf } from '../../test/source.fixture.js';
import { Completers } from './completers.js';

const city = () => ['Paris'];
const customer = () => ['ada'];
let completers: Completers;

beforeEach(() => {
  completers = new Completers();
  completers.add(sourceOf({ prompt: 'plan', argument: 'city' }, city, 'city'));
  completers.add(sourceOf({ uriTemplate: 'orders://{customer}', variable: 'customer' }, customer));
});

describe('completers', () => {
  it('are found by what they complete', () => {
    expect(completers.find({ prompt: 'plan', argument: 'city' })).toBe(city);
    expect(completers.find({ uriTemplate: 'orders://{customer}', variable: 'customer' })).toBe(
      customer,
    );
  });

  it.each([
    { prompt: 'plan', argument: 'country' },
    { prompt: 'other', argument: 'city' },
    { prompt: 'orders://{customer}', argument: 'customer' },
    { uriTemplate: 'plan', variable: 'city' },
  ])('do not complete %j', (other) => {
    expect(completers.find(other)).toBeUndefined();
  });

  it('are one for each thing, and the message names it', () => {
    const second = sourceOf({ prompt: 'plan', argument: 'city' }, city, 'again');
    expect(() => completers.add(second)).toThrow(
      expect.objectContaining({
        code: 'INVALID_PROMPT',
        message:
          "Offers#again completes argument 'city' of prompt 'plan', " +
          'which another completer does already.',
      }),
    );
  });
});
