import { describe, expect, it } from 'vitest';
import { LineReader, type Line } from './line.reader.js';

const LIMIT = 10;

/** What comes of these pieces and the end of the stream. */
function linesOf(...pieces: (string | Uint8Array)[]): Line[] {
  const reader = new LineReader(LIMIT);
  const lines = pieces.flatMap((piece) => [...reader.push(Buffer.from(piece))]);
  return [...lines, ...reader.end()];
}

const texts = (...all: string[]) => all.map((text) => ({ text }));
const tooLong = { tooLong: true };

describe('LineReader', () => {
  it.each<[string, string[], Line[]]>([
    ['one line', ['abc\n'], texts('abc')],
    ['several lines at once', ['a\nb\nc\n'], texts('a', 'b', 'c')],
    ['a line in pieces', ['a', 'b', 'c\n'], texts('abc')],
    ['a line break of its own', ['abc', '\n', 'd', '\n'], texts('abc', 'd')],
    ['the end of one and the start of another', ['a\nb', 'c\n'], texts('a', 'bc')],
    ['a last line without a break', ['a\nb'], texts('a', 'b')],
    ['breaks of Windows', ['a\r\nb\r\n'], texts('a\r', 'b\r')],
    ['empty lines', ['\n\n \n\r\n\t\na\n\n'], texts('a')],
    ['nothing', [], []],
    ['an empty piece', ['', 'a\n', ''], texts('a')],
  ])('reads %s', (_, pieces, expected) => {
    expect(linesOf(...pieces)).toEqual(expected);
  });

  it('puts letters together that were cut in two', () => {
    const bytes = [...Buffer.from('größe😀\n')].map((byte) => Uint8Array.of(byte));
    const reader = new LineReader(100);
    expect(bytes.flatMap((byte) => [...reader.push(Buffer.from(byte))])).toEqual(texts('größe😀'));
  });

  it('leaves other characters alone that look like breaks', () => {
    expect(linesOf('a\u2028b\n')).toEqual(texts('a\u2028b'));
  });
});

describe('a line', () => {
  const fits = 'x'.repeat(LIMIT);

  it('may be as long as the limit, in bytes', () => {
    expect(linesOf(`${fits}\n`)).toEqual(texts(fits));
    expect(linesOf('ü'.repeat(5), '\n')).toEqual(texts('ü'.repeat(5)));
    expect(linesOf('ü'.repeat(6), '\n')).toEqual([tooLong]);
  });

  it.each<[string, string[]]>([
    ['at once', [`${fits}x\n`]],
    ['in pieces', [fits, 'x', fits, fits, '\n']],
    ['at the end', [`${fits}x`]],
  ])('that is longer is told once: %s', (_, pieces) => {
    expect(linesOf(...pieces)).toEqual([tooLong]);
  });

  it('that is too long does not spoil those around it', () => {
    expect(linesOf(`a\n${fits}${fits}`, `${fits}\nb\n`, 'c')).toEqual([
      ...texts('a'),
      tooLong,
      ...texts('b', 'c'),
    ]);
  });

  it('that is too long is not kept in memory', () => {
    const reader = new LineReader(LIMIT);
    for (let count = 0; count < 100; count++)
      expect([...reader.push(Buffer.from(fits))]).toEqual([]);
    expect(reader).toHaveProperty('kept.size', 0);
  });
});
