/** Builds the application that the conformance suite tests, and starts it on $PORT. */
import { build } from 'vite';

const outDir = 'dist/conformance';
await build({
  configFile: false,
  logLevel: 'warn',
  resolve: { tsconfigPaths: true },
  build: {
    ssr: 'test/conformance/main.ts',
    outDir,
    emptyOutDir: true,
    rolldownOptions: { output: { entryFileNames: '[name].mjs' } },
  },
});
await import(new URL(`../${outDir}/main.mjs`, import.meta.url).href);
