/**
 * Packs the library and uses it as a customer would: installs the tarball with its required peers
 * into an empty project, compiles one fixture as ESM and as CommonJS, and calls its tool.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withClient, withServer } from './server-process.mjs';

const COMPILER_OPTIONS = {
  target: 'ES2023',
  module: 'nodenext',
  types: ['node'],
  strict: true,
  experimentalDecorators: true,
  emitDecoratorMetadata: true,
};
const TSC = createRequire(import.meta.url).resolve('typescript/lib/tsc.js');
const manifest = createRequire(import.meta.url)('../package.json');
const versions = { ...manifest.dependencies, ...manifest.devDependencies };
const NEEDED = [
  '@nestjs/common',
  '@nestjs/core',
  '@nestjs/platform-express',
  '@types/node',
  'reflect-metadata',
  'rxjs',
];

const project = mkdtempSync(join(tmpdir(), 'nest-mcp-'));
try {
  const tarball = pack(project);
  run('npx', 'publint', tarball, '--strict');
  run('npx', 'attw', tarball, '--profile', 'esm-only');
  install(project, tarball);
  for (const type of ['module', 'commonjs']) await tryAs(type);
} finally {
  rmSync(project, { recursive: true });
}

function pack(folder) {
  const packed = execFileSync(
    'npm',
    ['pack', './libs/mcp', '--json', '--pack-destination', folder],
    { encoding: 'utf8' },
  );
  return join(folder, JSON.parse(packed)[0].filename);
}

function install(folder, tarball) {
  const wanted = NEEDED.map((name) => `${name}@${versions[name]}`);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  run('npm', 'install', '--prefix', folder, '--no-audit', '--no-fund', tarball, ...wanted);
}

async function tryAs(type) {
  const folder = join(project, type);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type }));
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: COMPILER_OPTIONS }),
  );
  copyFileSync('scripts/package-fixture.ts', join(folder, 'app.ts'));
  run(process.execPath, TSC, '-p', folder);
  await withServer(['app.js'], folder, (endpoint) => withClient(endpoint, expectGreeting));
  console.log(`${type}: the packed library serves a call`);
}

async function expectGreeting(client) {
  const { content } = await client.callTool({ name: 'greet', arguments: { name: 'Ada' } });
  const [{ text }] = content;
  if (text !== 'Hello Ada') throw new Error(`greet answered ${JSON.stringify(content)}`);
}

function run(command, ...args) {
  execFileSync(command, args, { stdio: 'inherit' });
}
