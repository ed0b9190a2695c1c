import { describe, expect, it } from 'vitest';
import { DEFAULT_SERVER, serverToken } from './server.token.js';

class Registry {}
class Health {}

describe('serverToken', () => {
  it('is the class itself for the default server', () => {
    expect(serverToken(Registry)).toBe(Registry);
    expect(serverToken(Registry, undefined)).toBe(Registry);
    expect(serverToken(Registry, DEFAULT_SERVER)).toBe(Registry);
  });

  it('differs for each part of each named server', () => {
    const tokens = ['a', 'b'].flatMap((name) => [
      serverToken(Registry, name),
      serverToken(Health, name),
    ]);
    expect(new Set(tokens).size).toBe(4);
  });

  it('is the same each time', () => {
    expect(serverToken(Registry, 'admin')).toBe(serverToken(Registry, 'admin'));
  });
});
