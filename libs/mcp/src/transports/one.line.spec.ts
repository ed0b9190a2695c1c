import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneLine } from './one.line.js';

/** What Python's `str.splitlines` and Unicode take for a line break. */
const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;

describe('oneLine', () => {
  it('leaves other JSON as it is', () => {
    const json = JSON.stringify({ text: 'größe 😀 \n' });
    expect(oneLine(json)).toBe(json);
  });

  it('escapes what looks like the end of a line', () => {
    const json = JSON.stringify('a\u0085b\u2028c\u2029d');
    expect(oneLine(json)).toBe(String.raw`"a\u0085b\u2028c\u2029d"`);
  });

  it('says the same, in one line', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '\\', '"', '\r', '\n', '\v', '\u0085', '\u2028', '\u2029'),
    });
    fc.assert(
      fc.property(fc.dictionary(text, text), (value) => {
        const line = oneLine(JSON.stringify(value));
        expect(line).not.toMatch(LINE_BREAK);
        expect(JSON.parse(line)).toEqual({ ...value });
      }),
    );
  });
});
