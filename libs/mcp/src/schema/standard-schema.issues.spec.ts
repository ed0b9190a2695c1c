import { describe, expect, it } from 'vitest';
import { fromStandardIssue } from './standard-schema.issues.js';

describe('fromStandardIssue', () => {
  it.each([
    ['no path', undefined, ''],
    ['an empty path', [], ''],
    ['plain keys', ['items', 2, 'sku'], 'items[2].sku'],
    ['segments', [{ key: 'items' }, { key: 2 }, { key: 'sku' }], 'items[2].sku'],
    ['a mixture', ['items', { key: 2 }], 'items[2]'],
    ['a symbol', [Symbol('secret')], '["Symbol(secret)"]'],
  ])('formats %s', (_, path, expected) => {
    expect(fromStandardIssue({ message: 'is wrong', path })).toEqual({
      path: expected,
      message: 'is wrong',
    });
  });

  it('reads the keys of a subclass of Array, as arktype has it', () => {
    class Path extends Array<PropertyKey> {}
    const path = Path.from<PropertyKey>(['items', 2]);
    expect(fromStandardIssue({ message: 'is wrong', path }).path).toBe('items[2]');
  });

  it.each([
    ['a', 'Invalid input: expected string, received number', 'expected string, received number'],
    ['a', 'Invalid input', 'Invalid input'],
    ['items', 'items must be an array (was missing)', 'must be an array (was missing)'],
    ['a b', 'value at ["a b"] must be a string', 'must be a string'],
    ['items', 'items are sold out', 'items are sold out'],
    ['a', 'b must be a string', 'b must be a string'],
  ])('at %o, %o becomes %o', (key, message, expected) => {
    expect(fromStandardIssue({ message, path: [key] }).message).toBe(expected);
  });
});
