/**
 * Bundles the built stdio server into `dist/bundle`: one file, and others for what is loaded on demand.
 * A client starts this server and waits for it, and loading a thousand small files is most of the wait.
 */
import { join } from 'node:path';
import { build } from 'rolldown';

const DIST = join(import.meta.dirname, '..', 'dist');

/** What only HTTP loads, and what Nest asks for and goes on without. */
const NOT_NEEDED = [
  '@modelcontextprotocol/sdk',
  'express',
  '@nestjs/microservices',
  '@nestjs/platform-express',
  '@nestjs/websockets',
  'class-transformer',
  'class-validator',
];

await build({
  input: join(DIST, 'src', 'stdio.js'),
  platform: 'node',
  external: (id) => NOT_NEEDED.some((name) => id === name || id.startsWith(`${name}/`)),
  output: { dir: join(DIST, 'bundle'), cleanDir: true, sourcemap: true },
  logLevel: 'warn',
});
