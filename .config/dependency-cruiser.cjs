/** Imports point one way: library → cli → index → pipeline → stage folders → record/fields, engine/edits, text, tables, errors → types; never sideways between stages. */
const stages = 'read|detect|repair|convert|strip|tidy|extract|posts|signals|mask|render';
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
      from: { path: '^src/(text|tables)/|^src/engine/edits\\.ts|^src/(errors|types|structure)\\.ts' },
      to: { path: `^src/(${stages}|cli|record)/|^src/engine/(?!edits)|^src/(index|pipeline)\\.ts` },
    },
    {
      name: 'types-import-nothing',
      severity: 'error',
      from: { path: '^src/(types|structure)\\.ts' },
      to: { path: '.', pathNot: '^src/structure\\.ts' },
    },
    {
      name: 'stages-below-pipeline',
      severity: 'error',
      from: { path: `^src/(${stages})/` },
      to: { path: '^src/(cli/|side-by-side/|record/(?!fields)|engine/(?!edits)|(index|pipeline)\\.ts)' },
    },
    {
      name: 'library-on-top',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/library/' },
      to: { path: '^src/library/' },
    },
    {
      name: 'nobody-trains-at-work',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/train/' },
      to: { path: '^src/train/' },
    },
    {
      name: 'archives-know-only-bytes',
      severity: 'error',
      from: { path: '^src/archives/' },
      to: { path: '^src/', pathNot: '^src/archives/' },
    },
    {
      name: 'only-cli-opens-archives',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli|archives)/' },
      to: { path: '^src/archives/' },
    },
    {
      name: 'only-cli-shows',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli|side-by-side)/' },
      to: { path: '^src/side-by-side/' },
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
      from: {
        orphan: true,
        path: '^src/',
        pathNot: '\\.d\\.ts$|^src/(types|structure)\\.ts$|^src/cli/main|^src/library/index|^src/train/main',
      },
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
