import { defineConfig } from 'vitest/config';

/** Tests of pages in Debian's Chromium; `.ci/run` runs them. */
export default defineConfig({
  test: {
    root: `${import.meta.dirname}/..`,
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 120_000,
    reporters: ['verbose'],
  },
});
