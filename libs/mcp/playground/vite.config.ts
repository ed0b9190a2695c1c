import { defineConfig } from 'vite';

/** The page that `nest-mcp/playground` serves: one script, one style sheet, nothing from elsewhere. */
export const page = defineConfig({
  root: import.meta.dirname,
  // The page is served below an endpoint that only the application knows.
  base: './',
  build: { outDir: 'dist', target: 'es2022', assetsInlineLimit: 0, modulePreload: false },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
});

// Vite reads nothing else.
// oxlint-disable-next-line import/no-default-export
export default page;
