import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { LAYERS, OPTIONAL_PACKAGES, PACKAGES_OF, ROOT } from './layers.js';

const WORKSPACE = resolve(import.meta.dirname, '../..');
const LIBRARY = 'libs/mcp/src';
const ENTRIES = ['nest-mcp', 'nest-mcp/express', 'nest-mcp/testing'];

/** One import: the file it stands in, and what it names, both relative to the workspace. */
export interface Import {
  readonly file: string;
  readonly specifier: string;
  /** It is gone at run time. */
  readonly typeOnly?: boolean;
}

/** Every import of the TypeScript files under `folder`, library specs left out. */
export function importsUnder(folder: string): Import[] {
  return readdirSync(join(WORKSPACE, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.spec)\.ts$/.test(entry.name))
    .map((entry) => relative(WORKSPACE, join(entry.parentPath, entry.name)))
    .flatMap(importsOf);
}

function importsOf(file: string): Import[] {
  const source = readFileSync(join(WORKSPACE, file), 'utf8');
  const atRunTime = new Set(specifiersIn(withoutTypes(source)));
  return specifiersIn(source).map((specifier) => {
    return { file, specifier, typeOnly: !atRunTime.has(specifier) };
  });
}

function specifiersIn(source: string): string[] {
  return ts.preProcessFile(source).importedFiles.map(({ fileName }) => fileName);
}

function withoutTypes(source: string): string {
  const compilerOptions = { verbatimModuleSyntax: true, module: ts.ModuleKind.ESNext };
  return ts.transpileModule(source, { compilerOptions }).outputText;
}

/** What is wrong with an import inside the library, if anything. */
export function libraryViolation(found: Import): string | undefined {
  return isRelative(found) ? layerViolation(found) : packageViolation(found);
}

function layerViolation(found: Import): string | undefined {
  const target = targetOf(found);
  if (!isInLibrary(target)) return complain(found, 'leaves the library');
  const [from, to] = [folderOf(found.file), folderOf(target)];
  if (from === to) return undefined;
  const [fromRow, toRow] = [rowOf(from), rowOf(to)];
  if (fromRow < 0) return complain(found, `${from} has no row in layers.ts`);
  if (toRow < 0) return complain(found, `${to} has no row in layers.ts`);
  return toRow > fromRow ? undefined : complain(found, `${from} may not import from ${to}`);
}

function packageViolation(found: Import): string | undefined {
  const name = packageOf(found.specifier);
  const folder = folderOf(found.file);
  if (name.startsWith('node:')) return undefined;
  if (!declaredPackages().has(name)) {
    return complain(found, `libs/mcp/package.json doesn't declare ${name}`);
  }
  if (OPTIONAL_PACKAGES[name]?.includes(folder) === false) {
    return complain(found, `${name} is optional: only ${OPTIONAL_PACKAGES[name].join(', ')} may`);
  }
  return !found.typeOnly && PACKAGES_OF[folder]?.includes(name) === false
    ? complain(found, `${folder} may import only ${PACKAGES_OF[folder].join(', ')}`)
    : undefined;
}

/** What is wrong with an import outside the library, if anything. */
export function userViolation(found: Import): string | undefined {
  if (isRelative(found)) {
    return isInLibrary(targetOf(found))
      ? complain(found, `reach the library through ${ENTRIES.join(' or ')}`)
      : undefined;
  }
  return packageOf(found.specifier) === 'nest-mcp' && !ENTRIES.includes(found.specifier)
    ? complain(found, `the library exports only ${ENTRIES.join(' and ')}`)
    : undefined;
}

function complain({ file, specifier }: Import, why: string): string {
  return `${file} imports '${specifier}': ${why}`;
}

function isRelative({ specifier }: Import): boolean {
  return specifier.startsWith('.');
}

function targetOf({ file, specifier }: Import): string {
  return join(dirname(file), specifier);
}

function isInLibrary(path: string): boolean {
  return path.startsWith(`${LIBRARY}/`);
}

function folderOf(path: string): string {
  const [first = '', ...rest] = relative(LIBRARY, path).split('/');
  return rest.length === 0 ? ROOT : first;
}

function rowOf(folder: string): number {
  return LAYERS.findIndex((row) => row.includes(folder));
}

/** `@scope/name/deep/path` → `@scope/name`. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function declaredPackages(): Set<string> {
  const manifest = JSON.parse(
    readFileSync(join(WORKSPACE, 'libs/mcp/package.json'), 'utf8'),
  ) as Record<'dependencies' | 'peerDependencies', Record<string, string>>;
  return new Set(Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }));
}
