import { describe, expect, it } from 'vitest';
import { addressOf, Owners } from './owners.js';

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

describe('the address of a caller', () => {
  const at = (ip?: unknown) => addressOf({ headers: {}, request: { ip } });

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
    [undefined, ''],
  ])('%s counts as %j', (ip, expected) => {
    expect(at(ip)).toBe(expected);
  });

  it.each([
    ['2001:db8::5', '2001:db8:0:0:ffff:1:2:3'],
    ['2001:db8:1:2::', '2001:db8:1:2:3:4:5:6'],
    ['2001:db8:1:2:3::6', '2001:db8:1:2::'],
  ])('is one in a network of IPv6: %s and %s', (one, other) => {
    expect(at(one)).toBe(at(other));
    expect(at(one)).not.toBe(at('2001:db8:1:3::1'));
  });
});
