import { isCallToolResult } from '@modelcontextprotocol/server';
import { describe, expect, it } from 'vitest';
import { isBlock } from './content.block.js';

const resource = { uri: 'a:b', text: 'x' };
const link = { type: 'resource_link', uri: 'a:b', name: 'b' };
const image = { type: 'image', data: 'AA==', mimeType: 'image/png' };

const BLOCKS: object[] = [
  { type: 'text', text: '' },
  { type: 'text', text: 'a', _meta: { a: 1 }, annotations: { audience: ['user'], priority: 1 } },
  { type: 'text', text: 'a', annotations: {}, author: 'Ada' },
  image,
  { ...image, type: 'audio', annotations: { lastModified: '2026-11-25T10:00:00Z' } },
  { type: 'resource', resource },
  { type: 'resource', resource: { uri: 'a:b', blob: 'AA==', mimeType: 'image/png', _meta: {} } },
  link,
  { ...link, title: 'B', description: 'b', mimeType: 'text/plain', size: 3 },
];

/** Objects of an application that look like blocks from afar. */
const DATA: unknown[] = [
  { type: 'resource', resource: 'orders', action: 'read' },
  { type: 'resource', resource: { uri: 'a:b' } },
  { type: 'resource', resource: { uri: 7, text: 'a' } },
  { type: 'resource', resource: { uri: 'a:b', blob: Buffer.from('a') } },
  { type: 'resource', resource: { uri: 'a:b', blob: 'not base64!' } },
  { type: 'resource', resource: { ...resource, mimeType: null } },
  { type: 'resource', resource: null },
  { type: 'text', text: { en: 'Hello' } },
  { type: 'text', text: null },
  { type: 'text' },
  { type: 'text', text: 'a', annotations: [] },
  { type: 'text', text: 'a', annotations: null },
  { type: 'text', text: 'a', annotations: { audience: ['admin'] } },
  { type: 'text', text: 'a', annotations: { priority: 5 } },
  { type: 'text', text: 'a', annotations: { lastModified: new Date(0) } },
  { type: 'text', text: 'a', _meta: 'b' },
  { ...image, data: Buffer.from('a') },
  { ...image, data: 'https://example.com/a.png' },
  { ...image, data: 'data:image/png;base64,AA==' },
  { ...image, mimeType: undefined },
  { ...image, type: 'audio', data: 7 },
  { ...link, name: undefined },
  { ...link, uri: new URL('a:b') },
  { ...link, description: null },
  { ...link, size: '3' },
  { type: 'order', text: 'a' },
  { type: ['text'], text: 'a' },
  ['text'],
  'text',
  null,
];

describe('isBlock', () => {
  it.each(BLOCKS)('knows a block, as clients do: %j', (value) => {
    expect(isBlock(value)).toBe(true);
    expect(isCallToolResult({ content: [value] })).toBe(true);
  });

  it.each(DATA)('takes for data what clients would refuse: %j', (value) => {
    expect(isBlock(value)).toBe(false);
    expect(isCallToolResult({ content: [value] })).toBe(false);
  });
});
