import pino from 'pino';
import { describe, expect, it } from 'vitest';

import { createPrettyRenderer } from './pretty.renderer.js';

const FORGED = 'wrong size\n[12:00:00.000] INFO: [Orders] paid\r\u001B[2J\u2028\u0085\u202E';
const SHOWN = String.raw`wrong size\n[12:00:00.000] INFO: [Orders] paid\r\u001b[2J\u2028\u0085\u202e`;
const DANGEROUS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

function shown(record: object, message?: string): string {
  let written = '';
  const render = createPrettyRenderer(false);
  pino({}, { write: (line) => (written = render(line)) }).info(record, message);
  expect(written.replaceAll('\n', '')).not.toMatch(DANGEROUS);
  return written;
}

describe('createPrettyRenderer', () => {
  it.each<[string, object, string?]>([
    ['a message', {}, FORGED],
    ['the name of a context', { context: FORGED }, 'placed'],
    ['a value', { reason: FORGED }, 'refunded'],
    ['a value of an object', { req: { url: FORGED } }, 'completed'],
    ['a name', { [FORGED]: 1 }, 'completed'],
    ['a type', { type: 'Error', name: FORGED }, 'completed'],
  ])('keeps a record with line breaks in %s in one line', (_, record, message) => {
    const line = shown(record, message);
    expect(line).toContain(SHOWN);
    expect(line.indexOf('\n')).toBe(line.length - 1);
  });

  it.each<[string, object]>([
    ['an error', { err: new Error(FORGED) }],
    ['an error with a cause', { err: new Error('failed', { cause: new Error(FORGED) }) }],
    ['a record that looks like an error', { type: 'Error', stack: `Error: ${FORGED}\n    at x` }],
  ])('indents all lines of %s but the first', (_, record) => {
    const [first, ...others] = shown(record, 'failed').trimEnd().split('\n');
    expect(first).toMatch(/^\[\d\d:\d\d:\d\d\.\d{3}\] INFO: failed/);
    expect(others.length).toBeGreaterThan(1);
    for (const line of others) expect(line).toMatch(/^ {4}/);
  });

  it('shows a record as JSON that is nested too deeply', () => {
    const record = `{"level":30,"list":${'['.repeat(50_000)}${']'.repeat(50_000)}}\n`;
    expect(createPrettyRenderer(false)(record)).toBe(record);
  });
});
