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
  ])('of %s is near %s', (key, nearest) => {
    expect(unknownKeyOf({ [key]: 1 }, KNOWN)).toEqual({ key, nearest });
  });

  it('knows what other libraries call an option', () => {
    const known = { input: true, output: true };
    for (const key of ['inputSchema', 'argsSchema', 'parameters', 'schema'])
      expect(unknownKeyOf({ [key]: 1 }, known)).toEqual({ key, nearest: 'input' });
    expect(unknownKeyOf({ outputSchema: 1 }, known)?.nearest).toBe('output');
    expect(unknownKeyOf({ parameters: 1 }, KNOWN)?.nearest).toBeUndefined();
  });

  it.each(['middleware', 'toString', '', 'x'])('of %j is near none', (key) => {
    expect(unknownKeyOf({ [key]: 1 }, KNOWN)).toEqual({ key, nearest: undefined });
  });
});
