import { describe, expect, it } from 'vitest';
import { showsUi, UI_EXTENSION, UI_MIME_TYPE } from './extensions.js';

describe('showsUi', () => {
  it('is true for a client that takes pages of MCP Apps', () => {
    const mimeTypes = ['text/uri-list', UI_MIME_TYPE];
    expect(showsUi({ extensions: { [UI_EXTENSION]: { mimeTypes } } })).toBe(true);
  });

  it.each([
    ['no extensions', undefined],
    ['other extensions', { 'example.com/other': { mimeTypes: [UI_MIME_TYPE] } }],
    ['no types', { [UI_EXTENSION]: {} }],
    ['other types', { [UI_EXTENSION]: { mimeTypes: ['text/html'] } }],
    ['a type instead of a list', { [UI_EXTENSION]: { mimeTypes: UI_MIME_TYPE } }],
    ['nonsense', { [UI_EXTENSION]: null as never }],
  ])('is false for a client with %s', (_name, extensions) => {
    expect(showsUi(extensions ? { extensions } : {})).toBe(false);
  });
});
