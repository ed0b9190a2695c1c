import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { FiguresReporter } from './report/figures.reporter.js';

/** One suite after the other: what they measure would be each other's load. */
export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  resolve: { tsconfigPaths: true },
  test: {
    name: 'reliability',
    include: ['test/reliability/**/*.suite.ts'],
    globalSetup: ['test/reliability/lab/lab.build.ts'],
    fileParallelism: false,
    testTimeout: 3_600_000,
    hookTimeout: 60_000,
    reporters: ['default', new FiguresReporter()],
  },
});
