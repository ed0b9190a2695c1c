import { configDefaults, defineConfig } from 'vitest/config';
import { TIMEOUT } from './test/support/timeout.js';

const SPECS = ['libs/**/*.spec.ts', 'src/**/*.spec.ts'];
/** Specs that replace modules or watch what is loaded. The others share theirs: five times as fast. */
const ISOLATED_SPECS = [
  'libs/mcp/src/schema/ajv.loader.spec.ts',
  'src/health/event-loop.indicator.spec.ts',
  'src/logging/logging.module.spec.ts',
  'src/orders/orders.service.spec.ts',
  'src/orders/orders.tools.spec.ts',
];

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: SPECS,
          exclude: [...configDefaults.exclude, ...ISOLATED_SPECS],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'unit-isolated', include: ISOLATED_SPECS } },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/**/*.test.ts'],
          globalSetup: ['test/support/build.fixtures.ts', 'test/support/wire/build.processes.ts'],
          testTimeout: TIMEOUT,
          hookTimeout: TIMEOUT,
        },
      },
    ],
  },
});
