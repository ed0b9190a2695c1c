import { join, resolve } from 'node:path';
import { build } from 'vite';

const WORKSPACE = resolve(import.meta.dirname, '../../..');
const FOLDER = join(WORKSPACE, 'node_modules/.cache/nest-mcp-lab');

/** What plain node can run of the server under test. */
export const LAB_FILE = join(FOLDER, 'lab.main.mjs');

/** Node can't run TypeScript with decorators: build the server once per run. */
export async function setup(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    resolve: { tsconfigPaths: true },
    build: {
      ssr: join(import.meta.dirname, 'lab.main.ts'),
      outDir: FOLDER,
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: '[name].mjs' } },
    },
  });
}
