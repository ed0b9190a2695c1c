import { build } from 'vite';
import { FIXTURE_FOLDER, STDIO_SOURCE } from './stdio.fixture.js';

/** Node can't run TypeScript with decorators: build what tests start as a process, once per run. */
export async function setup(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    resolve: { tsconfigPaths: true },
    build: {
      ssr: STDIO_SOURCE,
      outDir: FIXTURE_FOLDER,
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: '[name].mjs' } },
    },
  });
}
