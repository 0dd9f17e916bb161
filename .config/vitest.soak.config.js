import { defineConfig } from 'vitest/config';

/** The long tests: half an hour, three gigabytes of disk. */
export default defineConfig({
  test: { root: `${import.meta.dirname}/..`, include: ['test/soak/**/*.test.ts'], fileParallelism: false },
});
