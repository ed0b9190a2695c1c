import { describe, expect, it } from 'vitest';
import { formatPath, keysOfPointer } from './schema.path.js';

describe('formatPath', () => {
  it.each([
    [[], ''],
    [['sku'], 'sku'],
    [['items', 2, 'sku'], 'items[2].sku'],
    [['items', '2', 'sku'], 'items[2].sku'],
    [[0], '[0]'],
    [['a', 'b', 'c'], 'a.b.c'],
    [['$ref', '_private', 'größe'], '$ref._private.größe'],
    [['a b'], '["a b"]'],
    [['a', 'x-y'], 'a["x-y"]'],
    [['a', ''], 'a[""]'],
    [['01'], '["01"]'],
    [['say "hi"\n'], String.raw`["say \"hi\"\n"]`],
    [['__proto__', 'constructor'], '__proto__.constructor'],
    [['a', Symbol('b')], 'a["Symbol(b)"]'],
  ])('writes %o as code would', (keys: PropertyKey[], path) => {
    expect(formatPath(keys)).toBe(path);
  });
});

describe('keysOfPointer', () => {
  it.each([
    ['', []],
    ['/', ['']],
    ['/items/2/sku', ['items', '2', 'sku']],
    ['/a~1b/c~0d', ['a/b', 'c~d']],
    ['/~01', ['~1']],
    ['/a b/%20', ['a b', '%20']],
  ])('reads %o', (pointer, keys) => {
    expect(keysOfPointer(pointer)).toEqual(keys);
  });
});
