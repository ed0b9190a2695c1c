import { describe, expect, it } from 'vitest';
import { unknownKeyOf } from './unknown.key.js';

const KNOWN = { allowedHosts: true, path: true, pageSize: true };

describe('unknownKeyOf', () => {
  it('is none where all are known', () => {
    expect(unknownKeyOf({ path: 1, pageSize: undefined }, KNOWN)).toBeUndefined();
    expect(unknownKeyOf({}, KNOWN)).toBeUndefined();
  });

  it.each([
    ['alowedHosts', 'allowedHosts'],
    ['allowedhosts', 'allowedHosts'],
    ['allowedHost', 'allowedHosts'],
    ['pth', 'path'],
    ['page_size', 'pageSize'],
  ])('of %s is hinted at %s', (key, nearest) => {
    expect(unknownKeyOf({ [key]: 1 }, KNOWN)).toEqual({
      key,
      hint: `, did you mean '${nearest}'?`,
    });
  });

  it.each(['middleware', 'toString', '', 'x'])('of %j has no hint', (key) => {
    expect(unknownKeyOf({ [key]: 1 }, KNOWN)).toEqual({ key, hint: '' });
  });
});
