import { build } from 'rolldown';

/**
 * What node runs: the sources in few files, since it looks for and reads each module by itself, which took longer than a small run.
 * Packages stay outside. What is loaded on demand stays apart.
 */
// Tables are long: a copy at each place that reads them would be read at each start.
const common = { platform: 'node', external: /^[a-z@]/, optimization: { inlineConst: false } };
const ON_DEMAND =
  'check|difference|learn|load-rules|load-templates|main|parquet|piscina|pool|program|rules|run-parts|schema|stdin|verify|version|worker';

await build([
  {
    ...common,
    input: { index: 'src/index.ts', 'cli/main': 'src/cli/main.ts', 'cli/worker': 'src/cli/worker.ts' },
    preserveEntrySignatures: 'allow-extension',
    output: {
      dir: 'dist',
      cleanDir: true,
      // Beside the entries of the command, so that a path relative to a module holds for its chunk.
      chunkFileNames: 'cli/[name].js',
      codeSplitting: {
        includeDependenciesRecursively: false,
        groups: [
          { name: 'words', test: /\/tables\/generated\/word-frequencies\.ts$/, priority: 2 },
          { name: 'normalize', test: /\/src\/(?!cli\/|containers\/)/, priority: 1 },
          { name: 'run', test: new RegExp(`/src/(?:cli/(?!(?:${ON_DEMAND})\\.ts)|containers/(?!zip\\.ts))`) },
        ],
      },
    },
  },
  {
    // For `npm run tables` and `npm run bench`; not in the package.
    ...common,
    input: { generate: 'src/tables/generate.ts', convert: 'src/convert/index.ts', train: 'src/train/main.ts' },
    output: { dir: 'dist/tools' },
  },
]);
