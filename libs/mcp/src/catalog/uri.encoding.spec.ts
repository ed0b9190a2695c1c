import { describe, expect, it } from 'vitest';
import { encodedTemplate, encodedUri } from './uri.encoding.js';

describe('encodedUri', () => {
  it.each([
    ['app://a/b?c=d&e=[1]#f', 'app://a/b?c=d&e=[1]#f'],
    ['file:///café', 'file:///caf%C3%A9'],
    ['file:///caf%c3%a9', 'file:///caf%C3%A9'],
    ['file:///%C3%A9', 'file:///%C3%A9'],
    ['file:///a b|"<>\\^`{}', 'file:///a%20b%7C%22%3C%3E%5C%5E%60%7B%7D'],
    ['file:///😀', 'file:///%F0%9F%98%80'],
    // Reserved characters and their encoded forms are not the same (RFC 3986, 2.2).
    ['file:///a%2Fb', 'file:///a%2Fb'],
    ['file:///100%', 'file:///100%'],
    ['file:///\ud800', 'file:///\ud800'],
  ])('writes %j as %j, and that as itself', (uri, encoded) => {
    expect(encodedUri(uri)).toBe(encoded);
    expect(encodedUri(encoded)).toBe(encoded);
  });
});

describe('encodedTemplate', () => {
  it.each([
    ['file:///café/{name}', 'file:///caf%C3%A9/{name}'],
    ['file:///a b{/path*}{?x,y}', 'file:///a%20b{/path*}{?x,y}'],
    ['{+base} {.ext}', '{+base}%20{.ext}'],
    ['file:///é{name', 'file:///%C3%A9{name'],
  ])('writes %j as %j, and leaves expressions alone', (template, encoded) => {
    expect(encodedTemplate(template)).toBe(encoded);
    expect(encodedTemplate(encoded)).toBe(encoded);
  });
});
