/** Bundles the stdio server into one file and what is loaded on demand, as docs/performance.md says. */
import { join } from 'node:path';
import { build } from 'rolldown';

/** Nest asks for these and goes on without them. */
const OPTIONAL = [
  '@nestjs/microservices',
  '@nestjs/platform-express',
  '@nestjs/websockets',
  'class-transformer',
  'class-validator',
];
const DIST = join(import.meta.dirname, 'dist', 'servers', 'stdio');

await build({
  input: join(DIST, 'nest-mcp.js'),
  platform: 'node',
  external: (id) => OPTIONAL.some((name) => id === name || id.startsWith(`${name}/`)),
  output: { dir: join(DIST, 'bundled') },
  logLevel: 'warn',
});
