import { describe, expect, it } from 'vitest';

import { hostileValues } from '../../test/support/hostile.values.js';
import { describeThrown, toError } from './thrown.value.js';

describe.each(hostileValues())('%s', (_, value) => {
  it('has a description of bounded length', () => {
    expect(describeThrown(value).length).toBeLessThan(200_000);
  });

  it('becomes an error', () => {
    expect(toError(value)).toBeInstanceOf(Error);
  });
});

it('keeps an error, and says what else was thrown', () => {
  const error = new Error('failed');
  expect(toError(error)).toBe(error);
  expect(toError({ reason: 'none' }).message).toBe("{ reason: 'none' }");
  expect(toError('text').message).toBe('text');
  expect(toError(undefined).message).toBe('undefined');
});
