import { describe, expect, it } from 'vitest';
import { mediaTypeOf } from './skill.media.js';

describe('mediaTypeOf', () => {
  it.each([
    ['skill://refunds/SKILL.md', 'text/markdown'],
    ['LOGO.PNG', 'image/png'],
    ['a.b.json', 'application/json'],
    ['archive.zip', 'application/octet-stream'],
    ['Makefile', 'application/octet-stream'],
    ['v1.0/notes', 'application/octet-stream'],
    ['a.constructor', 'application/octet-stream'],
  ])('of %s is %s', (name, type) => {
    expect(mediaTypeOf(name)).toBe(type);
  });
});
