import { describe, expect, it } from 'vitest';
import { isLargerThan } from './value.size.js';

describe('isLargerThan', () => {
  it.each([
    ['a primitive', 'text', 1],
    ['null', null, 1],
    ['an empty object', {}, 1],
    ['an array with two items', [1, 2], 3],
    ['nested containers', { a: [1, { b: 2 }], c: null }, 6],
  ])('counts %s', (_, value, size) => {
    expect(isLargerThan(value, size)).toBe(false);
    expect(isLargerThan(value, size - 1)).toBe(true);
  });

  it('survives values that are nested deeply', () => {
    let value: unknown = [];
    for (let depth = 0; depth < 200_000; depth += 1) value = [value];
    expect(isLargerThan(value, 300_000)).toBe(false);
    expect(isLargerThan(value, 100_000)).toBe(true);
  });

  it('ends for values that contain themselves', () => {
    const value: unknown[] = [];
    value.push(value);
    expect(isLargerThan(value, 1000)).toBe(true);
  });

  it('ends early for values that are wide', () => {
    expect(isLargerThan(Array.from({ length: 1_000_000 }), 10)).toBe(true);
  });
});
