import { describe, expect, it } from 'vitest';

import { escapeControls, escapeControlsInLines } from './control.characters.js';

describe('escapeControls', () => {
  it.each([
    ['a line break', '\n', String.raw`\n`],
    ['a carriage return', '\r', String.raw`\r`],
    ['a tab', '\t', String.raw`\t`],
    ['the escape of ANSI sequences', '\u001B[2J', String.raw`\u001b[2J`],
    ['the one-byte form of it', '\u009B2J', String.raw`\u009b2J`],
    ['the next line of EBCDIC', '\u0085', String.raw`\u0085`],
    ['the separator of lines', '\u2028', String.raw`\u2028`],
    ['the separator of paragraphs', '\u2029', String.raw`\u2029`],
    ['a change of direction', '\u202E', String.raw`\u202e`],
    ['an isolate of direction', '\u2066', String.raw`\u2066`],
    ['a space without width', '\u200B', String.raw`\u200b`],
    ['an invisible tag beyond the basic plane', '\u{E0041}', String.raw`\udb40\udc41`],
    ['delete', '\u007F', String.raw`\u007f`],
  ])('shows %s', (_, control, shown) => {
    expect(escapeControls(`a${control}b`)).toBe(`a${shown}b`);
  });

  it('leaves letters of all languages alone', () => {
    const text = 'Bäckerei Gruber, 注文, заказ, 😀';
    expect(escapeControls(text)).toBe(text);
  });

  it('does not change what a JSON text means', () => {
    const record = { 'key\u2028': 'value\u0085\u202E\u{E0041}' };
    expect(JSON.parse(escapeControls(JSON.stringify(record)))).toEqual(record);
  });
});

it('escapeControlsInLines keeps the lines', () => {
  expect(escapeControlsInLines('Error: a\r\n    at b\u001B')).toBe('Error: a\\r\n    at b\\u001b');
});
