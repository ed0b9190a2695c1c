import pino from 'pino';
import { describe, expect, it } from 'vitest';

import { limitLine, LONGEST_LINE } from './line.limit.js';

function logged(record: object, message: string): Record<string, unknown> {
  let written = '';
  pino({}, { write: (line) => (written = limitLine(line)) }).warn(record, message);
  expect(Buffer.byteLength(written)).toBeLessThanOrEqual(LONGEST_LINE);
  expect(written.indexOf('\n')).toBe(written.length - 1);
  expect(written).not.toMatch(/[\u007F-\u009F\u2028\u2029]/);
  return JSON.parse(written) as Record<string, unknown>;
}

const nested = (depth: number): object =>
  JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as object;

describe('limitLine', () => {
  it('leaves an ordinary record as it is', () => {
    const line = '{"level":30,"msg":"placed"}\n';
    expect(limitLine(line)).toBe(line);
  });

  it('clips long texts of a record and keeps the others', () => {
    const long = 'x'.repeat(4_000_000);
    const line = logged({ requestId: long, tool: 'find_order' }, 'tool call failed');
    expect(line).toMatchObject({ level: 40, tool: 'find_order', msg: 'tool call failed' });
    expect(line['requestId']).toMatch(/^x{1500}… \(4000000 characters\)$/);
    expect(line['clippedFrom']).toBeGreaterThan(4_000_000);
  });

  it('clips a long message, with line breaks, quotes and controls in it', () => {
    const line = logged({ context: 'Orders' }, 'a\n"\u001B\u2028'.repeat(1_000_000));
    expect(line).toMatchObject({
      context: 'Orders',
      msg: expect.stringMatching(/^a\n"/) as string,
    });
  });

  it('clips the message and the stack of an error', () => {
    const line = logged({ err: new Error('y'.repeat(100_000)) }, 'failed');
    expect(line['err']).toMatchObject({
      type: 'Error',
      stack: expect.stringMatching(/^Error: y{1000}/) as string,
    });
  });

  it.each<[string, object]>([
    [
      'many members',
      Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`k${at}`, at])),
    ],
    ['a long name', { ['k'.repeat(1_000_000)]: 1 }],
    ['a long list', { list: Array.from({ length: 100_000 }, () => 'entry') }],
    [
      'lists of lists',
      { list: Array.from({ length: 60 }, () => Array(60).fill('x'.repeat(2_000))) },
    ],
    ['deep nesting', { list: nested(4_000), long: 'x'.repeat(100_000) }],
    ['a context and a time of its own', { context: nested(9_000), time: nested(9_000) }],
    ['controls alone', { context: '\u001B'.repeat(100_000), level: '\u0000'.repeat(100_000) }],
  ])('bounds %s, and keeps the message', (_, record) => {
    expect(logged(record, 'received')).toMatchObject({ msg: 'received' });
  });
});
