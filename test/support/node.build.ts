import { build } from 'vite';

/**
 * Node can't run TypeScript with decorators: builds what tests start as a process, once per run.
 *
 * @param input files by the names that they have without `.mjs`
 */
export async function buildForNode(
  input: Readonly<Record<string, string>>,
  folder: string,
): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    resolve: { tsconfigPaths: true },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: {
        input,
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  });
}
