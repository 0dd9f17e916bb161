/** Imports point one way: cli → index → pipeline → stage folders → text, tables, edits, errors → types; never sideways between stages. */
const stages = 'read|detect|repair|convert|strip|tidy|extract';
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-sideways',
      severity: 'error',
      from: { path: `^src/(${stages})/` },
      to: { path: `^src/(${stages})/`, pathNot: '^src/$1/' },
    },
    {
      name: 'leaves',
      severity: 'error',
      from: { path: '^src/(text|tables)/|^src/(edits|errors|types)\\.ts' },
      to: { path: `^src/(${stages}|cli)/|^src/(index|pipeline|run|record)\\.ts` },
    },
    { name: 'types-import-nothing', severity: 'error', from: { path: '^src/types\\.ts' }, to: { path: '.' } },
    {
      name: 'stages-below-pipeline',
      severity: 'error',
      from: { path: `^src/(${stages})/` },
      to: { path: '^src/(cli/|(index|pipeline|run|record)\\.ts)' },
    },
    {
      name: 'nobody-trains-at-work',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/train/' },
      to: { path: '^src/train/' },
    },
    {
      name: 'containers-know-only-bytes',
      severity: 'error',
      from: { path: '^src/containers/' },
      to: { path: '^src/', pathNot: '^src/containers/' },
    },
    {
      name: 'only-cli-opens-containers',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli|containers)/' },
      to: { path: '^src/containers/' },
    },
    {
      name: 'only-cli-does-io',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli|tables|train)/' },
      to: { path: '^(node:)?(fs|process|child_process|worker_threads|net|http)' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$|^src/types\\.ts$|^src/cli/main|^src/train/main' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js'] },
  },
};
