import { defineConfig } from 'vitest/config';

/** Tests on real schedulers and a real S3 server from Debian's packages, and of many processes; `.ci/run` runs them. */
export default defineConfig({
  test: {
    root: `${import.meta.dirname}/..`,
    include: ['test/cluster/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    reporters: ['verbose'],
  },
});
