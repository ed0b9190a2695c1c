import { describe, expect, it } from 'vitest';
import { kindOf } from './value.kind.js';

describe('kindOf', () => {
  it.each([
    [null, 'null'],
    [undefined, 'undefined'],
    [[], 'array'],
    [{}, 'object'],
    [new Date(0), 'Date'],
    ['text', 'string'],
    [1.5, 'number'],
    [true, 'boolean'],
    [1n, 'bigint'],
  ])('%o is %s', (value, kind) => {
    expect(kindOf(value)).toBe(kind);
  });
});
