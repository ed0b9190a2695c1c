import { expect, it } from 'vitest';

import { clip } from './clip.js';

it('keeps a text that is short enough', () => {
  expect(clip('abc', 3)).toBe('abc');
});

it('keeps the beginning of a longer one and says how long it is', () => {
  expect(clip('abcd', 3)).toBe('abc… (4 characters)');
});
