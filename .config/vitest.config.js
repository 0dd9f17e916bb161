import { defineConfig } from 'vitest/config';

const counted = ['default', ['json', { outputFile: 'node_modules/.tests.json' }]];

export default defineConfig({
  test: {
    root: `${import.meta.dirname}/..`,
    include: ['test/**/*.test.ts'],
    exclude: ['test/soak/**'],
    benchmark: { include: ['test/bench/**/*.bench.ts'] },
    reporters: process.env.CI ? counted : ['default'],
    testTimeout: 60_000,
    // All cores: most tests wait for a process they have started.
    maxWorkers: '100%',
  },
});
