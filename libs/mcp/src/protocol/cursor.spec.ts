import { describe, expect, it } from 'vitest';
import { readCursor, writeCursor } from './cursor.js';

const encode = (text: string) => Buffer.from(text).toString('base64url');

describe('a cursor', () => {
  it.each([1, 2, 1000, Number.MAX_SAFE_INTEGER])('brings back what was written: %i', (order) => {
    expect(readCursor(writeCursor(order))).toBe(order);
  });

  it('is opaque, and fits everywhere a text does', () => {
    expect(writeCursor(42)).toMatch(/^[\w-]+$/);
    expect(writeCursor(42)).not.toContain('42');
  });

  it('that is missing stands for the start', () => {
    expect(readCursor(undefined)).toBe(0);
  });

  it.each([
    ['an empty text', ''],
    ['a text', 'garbage'],
    ['null', null],
    ['a number', 2],
    ['a list', [writeCursor(1)]],
    ['an object', { cursor: writeCursor(1) }],
    ['the text inside', 'after:1'],
    ['no number', encode('after:')],
    ['a word', encode('after:one')],
    ['the start', encode('after:0')],
    ['a negative number', encode('after:-1')],
    ['a negative zero', encode('after:-0')],
    ['a fraction', encode('after:1.5')],
    ['an exponent', encode('after:1e3')],
    ['hexadecimal', encode('after:0x10')],
    ['leading zeros', encode('after:007')],
    ['a space', encode('after: 7')],
    ['a line break', encode('after:7\n')],
    ['infinity', encode('after:Infinity')],
    ['a number that is not exact', encode(`after:${2 ** 53}`)],
    ['another prefix', encode('before:7')],
    ['padding', `${writeCursor(1)}=`],
    ['a trailing space', `${writeCursor(1)} `],
    ['the other alphabet', Buffer.from('after:1?>').toString('base64')],
  ])('that was forged is refused: %s', (_, cursor) => {
    expect(() => readCursor(cursor)).toThrow(expect.objectContaining({ code: 'INVALID_CURSOR' }));
  });
});
