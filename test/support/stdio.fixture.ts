import { join, resolve } from 'node:path';

const WORKSPACE = resolve(import.meta.dirname, '../..');

/** Where the built fixtures go. */
export const FIXTURE_FOLDER = join(WORKSPACE, 'node_modules/.cache/nest-mcp-fixtures');

/** The source of the fixture that serves stdio, and what plain node can run of it. */
export const STDIO_SOURCE = join(WORKSPACE, 'test/fixtures/stdio.main.ts');
export const STDIO_FIXTURE = join(FIXTURE_FOLDER, 'stdio.main.mjs');
