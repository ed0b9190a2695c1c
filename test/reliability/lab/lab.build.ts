import { join, resolve } from 'node:path';
import { buildForNode } from '../../support/node.build.js';

const WORKSPACE = resolve(import.meta.dirname, '../../..');
const FOLDER = join(WORKSPACE, 'node_modules/.cache/nest-mcp-lab');

/** What plain node can run of the server under test. */
export const LAB_FILE = join(FOLDER, 'lab.main.mjs');

export async function setup(): Promise<void> {
  await buildForNode({ 'lab.main': join(import.meta.dirname, 'lab.main.ts') }, FOLDER);
}
