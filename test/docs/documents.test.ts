import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as library from 'nest-mcp';
import * as testing from 'nest-mcp/testing';
import { describe, expect, it } from 'vitest';
import {
  blocksOf,
  DOCUMENTS,
  proseOf,
  read,
  regionOf,
  regionsIn,
  WORKSPACE,
  type Block,
} from './markdown.js';

const EXAMPLES = 'docs/examples';
const BLOCKS = DOCUMENTS.flatMap(blocksOf);
const isCode = ({ language }: Block) => ['ts', 'typescript', 'js'].includes(language);

describe('code in the documents', () => {
  it.each(BLOCKS.filter(isCode))('$at stands in an example that is compiled and run', (block) => {
    expect(block.example, 'put <!-- example: file#region --> above the fence').toBeDefined();
    const { file, region } = block.example!;
    expect(file.startsWith(`${EXAMPLES}/`)).toBe(true);
    expect(block.code).toBe(regionOf(file, region));
  });

  it('shows every region of every example', () => {
    const shown = BLOCKS.flatMap(({ example }) =>
      example ? [`${example.file}#${example.region}`] : [],
    );
    const declared = readdirSync(join(WORKSPACE, EXAMPLES)).flatMap((name) => {
      const file = `${EXAMPLES}/${name}`;
      return regionsIn(file).map((region) => `${file}#${region}`);
    });
    expect(declared.filter((region) => !shown.includes(region))).toEqual([]);
  });

  it('has an example that some test imports for each file', () => {
    const tests = readdirSync(join(WORKSPACE, 'test/docs/examples'))
      .map((name) => read(`test/docs/examples/${name}`))
      .join('\n');
    const missing = readdirSync(join(WORKSPACE, EXAMPLES)).filter(
      (name) => !tests.includes(`${EXAMPLES}/${name.replace(/\.ts$/, '.js')}'`),
    );
    expect(missing).toEqual([]);
  });

  it.each(BLOCKS.filter(({ language }) => language === 'json'))('$at is JSON', ({ code }) => {
    expect(() => JSON.parse(code) as unknown).not.toThrow();
  });

  it('names a language for each block', () => {
    const unnamed = BLOCKS.filter(({ language }) => language === '').map(({ at }) => at);
    expect(unnamed).toEqual([]);
  });
});

describe('links in the documents', () => {
  const links = DOCUMENTS.flatMap((file) =>
    [...proseOf(file).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target]) => ({ file, target: target! }))
      .filter(({ target }) => !/^https?:/.test(target)),
  );

  it.each(links)('$file → $target', ({ file, target }) => {
    const [path = '', anchor] = target.split('#');
    const linked = path === '' ? file : join(dirname(file), path);
    expect(existsSync(join(WORKSPACE, linked))).toBe(true);
    if (anchor !== undefined) expect(anchorsOf(linked)).toContain(anchor);
  });
});

describe('the documents', () => {
  it('have a README of at most 150 lines', () => {
    expect(read('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(150);
  });

  it.each(DOCUMENTS)('%s names no path of a machine', (file) => {
    expect(read(file)).not.toMatch(/(?<![\w./-])\/(home|Users|root|work)\//);
  });

  it('mention everything that the library exports', () => {
    const words = new Set(DOCUMENTS.flatMap((file) => read(file).match(/\w+/g) ?? []));
    const names = Object.keys({ ...library, ...testing });
    expect(names.filter((name) => !words.has(name))).toEqual([]);
  });

  it('mention everything that a handler finds in its context', () => {
    const words = new Set(read('docs/tools.md').match(/\w+/g));
    const members = Object.getOwnPropertyNames(library.McpContext.prototype);
    const hidden = new Set([
      'constructor',
      'sendLog',
      'tell',
      'reportUntold',
      'advances',
      'onAbort',
    ]);
    expect(members.filter((name) => !hidden.has(name) && !words.has(name))).toEqual([]);
  });

  it('link each page under docs from the README', () => {
    const unlinked = DOCUMENTS.filter((file) => /^docs\/[^/]+$/.test(file)).filter(
      (file) => !read('README.md').includes(`(${file})`),
    );
    expect(unlinked).toEqual([]);
  });
});

/** The anchors that GitHub gives to headings. */
function anchorsOf(file: string): string[] {
  return [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
