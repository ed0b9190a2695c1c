import { isCallToolResult, type ContentBlock } from '@modelcontextprotocol/server';
import { describe, expect, it } from 'vitest';
import { text } from './content.js';
import { isReadyResult, withoutStructure } from './ready.result.js';

const BLOCKS: ContentBlock[] = [
  { type: 'text', text: 'a' },
  { type: 'image', data: 'AA==', mimeType: 'image/png' },
  { type: 'resource', resource: { uri: 'a:b', text: 'x' } },
];

describe('isReadyResult', () => {
  it.each([
    { content: BLOCKS },
    { content: [] },
    { content: [], isError: true },
    { content: [text('a')], structuredContent: { a: 1 }, _meta: {} },
  ])('knows a result of the protocol: %j', (value) => {
    expect(isReadyResult(value)).toBe(true);
    expect(isCallToolResult(value)).toBe(true);
  });

  it('knows a result that says so', () => {
    expect(isReadyResult({ resultType: 'input_required', inputRequests: {} })).toBe(true);
  });

  it.each([
    undefined,
    null,
    'content',
    [],
    {},
    { content: 'a' },
    { content: [1] },
    { content: [text('a'), { id: 7 }] },
    { content: [], total: 0 },
    { content: [text('a')], total: 1 },
    { content: [text('a')], isError: 'no' },
    { content: [text('a')], isError: null },
    { content: [text('a')], _meta: [] },
    { content: [text('a')], resultType: 7 },
    Object.assign([text('a')], { content: [text('a')] }),
    { content: [{ type: 'text', value: 'a' }] },
    { resultType: 7 },
    { resultType: 'hotel', price: 1 },
    { resultType: 'complete' },
    text('a'),
  ])('takes anything else for data: %j', (value) => {
    expect(isReadyResult(value)).toBe(false);
  });
});

describe('a result without its structure', () => {
  it('is its content', () => {
    const result = { content: BLOCKS, structuredContent: [1], isError: true, _meta: {} };
    const rest = { content: BLOCKS, isError: true, _meta: {} };
    expect(withoutStructure(result)).toEqual(rest);
    expect(withoutStructure(rest)).toEqual(rest);
  });

  it('has the structure as text where there is no content', () => {
    expect(withoutStructure({ content: [], structuredContent: [1] })).toEqual({
      content: [text('[1]')],
    });
    expect(withoutStructure({ content: [] })).toEqual({ content: [] });
  });
});
