import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const counted = ['default', ['json', { outputFile: 'node_modules/.tests.json' }]];

export default defineConfig({
  test: {
    root: `${import.meta.dirname}/..`,
    include: ['test/**/*.test.ts'],
    exclude: ['test/soak/**', 'test/browser/**', 'test/cluster/**'],
    benchmark: { include: ['test/bench/**/*.bench.ts'] },
    reporters: process.env.CI ? counted : ['default'],
    testTimeout: 60_000,
    // Node reads these certificates at every start, which takes a sixth of the CPU time of all tests; they need none.
    env: { NODE_EXTRA_CA_CERTS: '' },
    // Modules are imported once a worker, not once a file: a sixth of the time of all tests. No test changes a module.
    isolate: false,
    // One more than there are cores: most tests wait for a process they have started, which saves a tenth of the time.
    maxWorkers: availableParallelism() + 1,
  },
});
