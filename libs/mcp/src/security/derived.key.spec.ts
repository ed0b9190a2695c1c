import { describe, expect, it } from 'vitest';
import { deriveKey } from './derived.key.js';

const SECRET = 'a secret of at least 32 characters';

describe('a derived key', () => {
  it('is the same on all replicas that have the secret', () => {
    expect(deriveKey(SECRET, 'cursors')).toEqual(deriveKey(SECRET, 'cursors'));
    expect(deriveKey(SECRET, 'cursors')).toHaveLength(32);
  });

  it('differs by purpose and by secret', () => {
    expect(deriveKey(SECRET, 'cursors')).not.toEqual(deriveKey(SECRET, 'request state'));
    expect(deriveKey(SECRET, 'cursors')).not.toEqual(deriveKey(`${SECRET}!`, 'cursors'));
  });

  it('is random without a secret', () => {
    expect(deriveKey(undefined, 'cursors')).not.toEqual(deriveKey(undefined, 'cursors'));
  });
});
