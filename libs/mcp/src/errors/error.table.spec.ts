import { describe, expect, it } from 'vitest';
import { ERRORS, type ErrorDefinition } from './error.table.js';

const ROWS: [string, ErrorDefinition][] = Object.entries(ERRORS);
const rowsOf = (kind: ErrorDefinition['kind']) => ROWS.filter(([, row]) => row.kind === kind);

describe('the error table', () => {
  it.each(rowsOf('protocol'))('gives %s a JSON-RPC code and an HTTP status', (_, row) => {
    expect(row.rpc).toBeLessThanOrEqual(-32000);
    expect(row.rpc).toBeGreaterThanOrEqual(-32768);
    expect(row.status).toBeGreaterThanOrEqual(200);
    expect(row.status).toBeLessThan(600);
  });

  it.each([...rowsOf('boot'), ...rowsOf('tool')])('gives %s no code for the wire', (_, row) => {
    expect(row).not.toHaveProperty('rpc');
    expect(row).not.toHaveProperty('status');
  });

  it.each(ROWS)('says in one sentence what %s means', (code, { meaning }) => {
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
    expect(meaning).toMatch(/^[^\n]+\.$/);
  });

  it('explains each code differently', () => {
    const meanings = ROWS.map(([, { meaning }]) => meaning);
    expect(new Set(meanings).size).toBe(meanings.length);
  });

  it('keeps the codes that clients know by number', () => {
    const rows: Record<string, ErrorDefinition> = ERRORS;
    const rpc = (code: keyof typeof ERRORS) => rows[code]?.rpc;
    expect(rpc('PARSE_ERROR')).toBe(-32700);
    expect(rpc('INVALID_REQUEST')).toBe(-32600);
    expect(rpc('METHOD_NOT_FOUND')).toBe(-32601);
    expect(rpc('INVALID_PARAMS')).toBe(-32602);
    expect(rpc('INTERNAL_ERROR')).toBe(-32603);
    expect(rpc('SESSION_NOT_FOUND')).toBe(-32001);
    expect(rpc('HEADER_MISMATCH')).toBe(-32020);
    expect(rpc('UNSUPPORTED_REVISION')).toBe(-32022);
  });
});
