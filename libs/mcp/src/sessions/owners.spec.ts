import { describe, expect, it } from 'vitest';
import { Owners } from './owners.js';

const of = (authorization?: string) => ({ headers: { authorization }, request: {} });

describe('the owner of what a caller opened', () => {
  const owners = new Owners(({ headers }) => headers.authorization);

  it('may come back, and nobody else', () => {
    const owner = owners.of(of('ada'));
    expect(() => owners.require(owner, of('ada'))).not.toThrow();
    for (const other of [of('bob'), of()]) {
      expect(() => owners.require(owner, other)).toThrow(
        expect.objectContaining({ code: 'FOREIGN_SESSION' }),
      );
    }
  });

  it('is anybody where callers are not told apart', () => {
    const all = new Owners();
    expect(() => all.require(all.of(of('ada')), of('bob'))).not.toThrow();
  });
});
