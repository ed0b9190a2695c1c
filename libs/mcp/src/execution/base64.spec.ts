import { describe, expect, it } from 'vitest';
import { isBase64 } from './base64.js';

function decodes(text: string): boolean {
  try {
    atob(text);
    return true;
  } catch {
    return false;
  }
}

describe('isBase64', () => {
  it.each([
    '',
    'AA==',
    'AAA=',
    'AAAA',
    'AA',
    'AAA',
    ' A A = = ',
    'AAAA\r\nAAAA\n',
    'AAAAAAAA====',
    'A',
    'AAAAA',
    'A===',
    'AA=',
    'AA=A',
    '=AAA',
    '====',
    '=',
    'AAA==',
    'AAAA=',
    'AAAA==',
    'data:image/png;base64,AA==',
    'https://example.com/a.png',
    'AA-_',
    'AA==\u00A0',
    'ä',
  ])('agrees with the clients about %j', (text) => {
    expect(isBase64(text)).toBe(decodes(text));
  });

  it('agrees with the clients about all short texts of a few characters', () => {
    const texts = ['', 'A', '=', '+', ' ', ','];
    const all = texts.flatMap((a) =>
      texts.flatMap((b) =>
        texts.flatMap((c) => texts.flatMap((d) => texts.map((e) => a + b + c + d + e))),
      ),
    );
    for (const text of all) expect(isBase64(text), JSON.stringify(text)).toBe(decodes(text));
  });

  it('is fast for what is large', () => {
    const started = performance.now();
    expect(isBase64('A'.repeat(8_000_000))).toBe(true);
    expect(isBase64(`${' '.repeat(4_000_000)}!`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
