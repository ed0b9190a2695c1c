import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Cursors } from './cursor.js';

const key = randomBytes(32);
const cursors = new Cursors(key, 'tools/list');
const refused = expect.objectContaining({ code: 'INVALID_CURSOR' });

describe('a cursor', () => {
  it.each([1, 2, 1000, 2 ** 48 - 1])('brings back what was written: %i', (order) => {
    expect(cursors.read(cursors.write(order))).toBe(order);
  });

  it('is read by a replica with the same key', () => {
    expect(new Cursors(key, 'tools/list').read(cursors.write(7))).toBe(7);
  });

  it('is opaque, and fits everywhere a text does', () => {
    expect(cursors.write(42)).toMatch(/^[\w-]{30}$/);
  });

  it.each<[string, unknown]>([
    ['an empty text', ''],
    ['a text', 'garbage'],
    ['a number', 2],
    ['a list', [cursors.write(1)]],
    ['an object', { cursor: cursors.write(1) }],
    ['the old form', Buffer.from('after:1').toString('base64url')],
    ['the position alone', cursors.write(1).slice(0, 8)],
    ['no seal', `${cursors.write(1).slice(0, 8)}${'A'.repeat(22)}`],
    ['another position', `${cursors.write(2).slice(0, 8)}${cursors.write(1).slice(8)}`],
    ['padding', `${cursors.write(1)}=`],
    ['a trailing space', `${cursors.write(1)} `],
    ['something added', `${cursors.write(1)}AAAA`],
    ['another list', new Cursors(key, 'prompts/list').write(1)],
    ['another server', new Cursors(randomBytes(32), 'tools/list').write(1)],
  ])('that was forged is refused: %s', (_, cursor) => {
    expect(() => cursors.read(cursor)).toThrow(refused);
  });

  it('is refused when one bit of it changed', () => {
    const bytes = Buffer.from(cursors.write(1), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => cursors.read(changed.toString('base64url'))).toThrow(refused);
    }
  });
});
