import { ERRORS, type ErrorDefinition } from 'nest-mcp';
import { describe, expect, it } from 'vitest';
import { read, rowsOf } from './markdown.js';

const PAGE = 'docs/errors.md';
const TABLE: [string, ErrorDefinition][] = Object.entries(ERRORS);
const SECTIONS = { boot: 'starts', protocol: 'request', tool: 'tool' } as const;

describe(PAGE, () => {
  const rows = new Map(rowsOf(PAGE).map(([code = '', ...cells]) => [code, cells]));

  it.each(TABLE)('tells what %s is and what to do', (code, { rpc, status, meaning }) => {
    const [wire, remedy] = [rows.get(`\`${code}\``)?.slice(0, -1), rows.get(`\`${code}\``)?.at(-1)];
    expect(wire).toEqual([...(rpc === undefined ? [] : [`${rpc}`, `${status}`]), meaning]);
    expect(remedy).toMatch(/\w+/);
  });

  it.each(TABLE)('has %s in the section of its kind', (code, { kind }) => {
    const section = read(PAGE)
      .split(/^## /m)
      .find((part) => part.includes(`| \`${code}\``));
    expect(section?.split('\n')[0]).toMatch(new RegExp(`\\b${SECTIONS[kind]}$`));
  });

  it('knows no other code', () => {
    const codes = [...rows.keys()].filter((cell) => cell.startsWith('`'));
    expect(codes).toHaveLength(TABLE.length);
    expect(codes.filter((code) => !Object.hasOwn(ERRORS, code.slice(1, -1)))).toEqual([]);
  });
});
