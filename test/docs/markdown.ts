import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const WORKSPACE = resolve(import.meta.dirname, '../..');

const EXAMPLE = /^<!-- example: (\S+)#(\S+) -->$/;
const FENCE = /^```(\w*)$/;

/** A fenced block of a document. */
export interface Block {
  /** `README.md:12` */
  readonly at: string;
  readonly language: string;
  readonly code: string;
  /** What the comment above the fence names, if there is one. */
  readonly example?: { readonly file: string; readonly region: string };
}

/** Every document that people read, relative to the workspace. */
export const DOCUMENTS: readonly string[] = [
  ...markdownIn('.'),
  ...markdownIn('libs/mcp'),
  ...markdownIn('docs'),
  ...markdownIn('docs/adr'),
];

function markdownIn(folder: string): string[] {
  return readdirSync(join(WORKSPACE, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}

export function read(file: string): string {
  return readFileSync(join(WORKSPACE, file), 'utf8');
}

export function blocksOf(file: string): Block[] {
  const lines = read(file).split('\n');
  const blocks: Block[] = [];
  for (let start = 0; start < lines.length; start++) {
    const language = FENCE.exec(lines[start] ?? '')?.[1];
    if (language === undefined) continue;
    const end = lines.indexOf('```', start + 1);
    const above = lines.slice(0, start).findLast((line) => line !== '');
    const [, named, region] = EXAMPLE.exec(above ?? '') ?? [];
    blocks.push({
      at: `${file}:${start + 1}`,
      language,
      code: lines.slice(start + 1, end).join('\n'),
      ...(named !== undefined && region !== undefined && { example: { file: named, region } }),
    });
    start = end;
  }
  return blocks;
}

/** The text without fenced blocks and inline code, for those who look for links. */
export function proseOf(file: string): string {
  return read(file)
    .replaceAll(/^```[\s\S]*?^```$/gm, '')
    .replaceAll(/`[^`\n]*`/g, '');
}

/** The lines between `// #region name` and `// #endregion`, without their common indentation. */
export function regionOf(file: string, region: string): string {
  const lines = read(file).split('\n');
  const start = lines.findIndex((line) => line.trim() === `// #region ${region}`);
  if (start < 0) throw new Error(`${file} has no region ${region}`);
  const end = lines.findIndex((line, index) => index > start && line.trim() === '// #endregion');
  const body = lines.slice(start + 1, end);
  const indents = body.filter((line) => line !== '').map((line) => /^ */.exec(line)![0].length);
  return body
    .map((line) => line.slice(Math.min(...indents)))
    .join('\n')
    .trim();
}

/** The regions that a file declares. */
export function regionsIn(file: string): string[] {
  return [...read(file).matchAll(/\/\/ #region (\S+)/g)].map(([, name]) => name!);
}

/** The rows of all tables of a document, cells trimmed, without the lines under the heads. */
export function rowsOf(file: string): string[][] {
  return read(file)
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s|:-]+\|$/.test(line))
    .map((line) => line.slice(1, -1).split(/(?<!\\)\|/))
    .map((cells) => cells.map((cell) => cell.trim().replaceAll('\\|', '|')));
}
