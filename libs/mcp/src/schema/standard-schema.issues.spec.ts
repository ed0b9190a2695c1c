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

describe('an issue of a union', () => {
  const path = ['filter'];
  const alternatives = [
    [{ message: 'Invalid input: expected "a"', path: ['kind'] }],
    [{ message: 'Invalid input: expected string, received number' }],
  ];

  it('has the problems of each alternative, as zod gives them', () => {
    expect(
      fromStandardIssue({ message: 'Invalid input', path, errors: alternatives } as never),
    ).toEqual({
      path: 'filter',
      message:
        'fits none of the alternatives: (1) kind: expected "a" (2) expected string, received number',
    });
  });

  it('keeps a message of its author', () => {
    const issue = { message: 'Name a kind', path, errors: alternatives };
    expect(fromStandardIssue(issue as never).message).toMatch(/^Name a kind: \(1\) kind/);
  });

  it('has the problems of all alternatives, as valibot gives them', () => {
    const issue = { message: 'Invalid type: Expected (A | B)', path, issues: alternatives.flat() };
    expect(fromStandardIssue(issue as never).message).toBe(
      'Invalid type: Expected (A | B): kind: expected "a"; expected string, received number',
    );
  });

  it('is left alone where its message says all, as in arktype', () => {
    const issue = { message: 'filter must be a or b', path, errors: alternatives.flat() };
    expect(fromStandardIssue(issue as never).message).toBe('must be a or b');
  });

  it('ends, however deep alternatives are in each other', () => {
    let issue: object = { message: 'Invalid input' };
    for (let depth = 0; depth < 10_000; depth++)
      issue = { message: 'Invalid input', errors: [[issue]] };
    expect(fromStandardIssue(issue as never).message.length).toBeLessThan(500);
  });
});
