import { build } from 'vite';
import { PROCESS_FOLDER, PROCESS_SOURCES } from './process.files.js';

/** Node can't run TypeScript with decorators: build what tests start as a process, once per run. */
export async function setup(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    resolve: { tsconfigPaths: true },
    build: {
      ssr: true,
      outDir: PROCESS_FOLDER,
      emptyOutDir: true,
      rolldownOptions: {
        input: PROCESS_SOURCES,
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  });
}
