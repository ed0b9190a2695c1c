import { join, resolve } from 'node:path';

const WORKSPACE = resolve(import.meta.dirname, '../../..');

/** Where what tests start as a process is built. */
export const PROCESS_FOLDER = join(WORKSPACE, 'node_modules/.cache/nest-mcp-processes');

const SOURCES = {
  app: 'src/stdio.ts',
  http: 'src/main.ts',
  noisy: 'test/fixtures/noisy.main.ts',
  desk: 'test/interop/story/desk.main.ts',
} as const;

export type ProcessName = keyof typeof SOURCES;

export const PROCESS_SOURCES = Object.fromEntries(
  Object.entries(SOURCES).map(([name, file]) => [name, join(WORKSPACE, file)]),
);

export function processFile(name: ProcessName): string {
  return join(PROCESS_FOLDER, `${name}.mjs`);
}
