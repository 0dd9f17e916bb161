import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { Module } from 'node:module';
import { build } from 'rolldown';
import { withLazyRegExps } from './lazy-regexps.js';

// Tables are long: a copy at each place that reads them would be read at each start.
const common = { platform: 'node', external: /^[a-z@]/, optimization: { inlineConst: false } };

/** Tables that few runs ask for, in files of their own beside the code. */
const tables = {
  name: 'tables',
  transform(code, id) {
    const [, name, value] = /^export const (\w+) = \(\): string =>\s*(".*");$/m.exec(code) ?? [];
    if (!id.includes('/generated/') || value === undefined) return null;
    this.emitFile({ type: 'asset', fileName: `${name}.txt`, source: JSON.parse(value) });
    return `import { readFileSync } from 'node:fs';
export const ${name} = () => readFileSync(new URL('./${name}.txt', import.meta.url), 'utf8');`;
  },
};

/** Loaded at each run, and small: node looks for and reads each file of a package by itself. */
const BUNDLED = ['commander', 'entities', 'get-east-asian-width', 'lossless-json', 'opencc-js'];
const ON_DEMAND =
  'commands/(?!(?:normalize|index)\\.ts)[a-z-]+|(?:diff|serve)/[a-z-]+|terminal/pager|options/(?:load-(?:rules|templates|conditions)|config)|completions/[a-z]+|output/(?:parquet|pretty)|stats/(?:json|schema|stored)|report/[a-z-]+|input/(?:stdin|live)|store/(?!address)[a-z-]+|parts/(?!file-names)[a-z-]+|workers/(?:joined-results|hold-pages)';
/** Kinds of archives that few runs meet. */
const RARE =
  'zip|zip-in-order|xz|bzip2(?:-block)?|bits|zstd(?:-decoder)?|epub|epub-package|xml|csv[a-z-]*|table|parquet[a-z-]*|mail|mbox|mime';
const ENTRIES = 'program|workers/worker-task';

/** The command in few files, which V8 keeps the code of: CommonJS, since node has no way to give the code of an ES module. */
const command = {
  ...common,
  external: new RegExp(`^node:|^(?!(?:${BUNDLED.join('|')})(?:/|$))[a-z@]`),
  input: { program: 'src/cli/program.ts', work: 'src/cli/workers/worker-task.ts' },
  preserveEntrySignatures: 'allow-extension',
  plugins: [tables],
  output: {
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
    dir: 'dist',
    format: 'cjs',
    // Code that is kept cannot import.
    dynamicImportInCjs: false,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [
        {
          name: 'entities',
          test: /\/node_modules\/entities\//,
        },
        {
          name: 'normalize',
          test: new RegExp(
            `/node_modules/|/src/(?!cli/(?:${ON_DEMAND}|${ENTRIES})\\.ts|archives/(?:${RARE})\\.ts|where/(?!index)[a-z]+\\.ts|side-by-side/(?!pieces|rows))|rolldown/runtime`,
          ),
        },
      ],
    },
  },
};

rmSync('dist', { recursive: true, force: true });
await build([
  { ...common, input: { index: 'src/library/index.ts' }, plugins: [tables], output: { dir: 'dist' } },
  {
    ...common,
    input: { main: 'src/cli/main.ts', worker: 'src/cli/workers/worker.ts' },
    output: { dir: 'dist', format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' },
  },
  command,
  {
    // For `npm run tables`, `npm run readme`, `npm run quality`, `npm run calibration` and `npm run bench`; not in the package.
    ...common,
    input: {
      generate: 'src/tables/main.ts',
      convert: 'src/convert/index.ts',
      train: 'src/train/main.ts',
      record: 'src/record/json-schema.ts',
      formats: 'src/read/formats.ts',
      stats: 'src/cli/stats/schema.ts',
      quality: 'test/quality/main.ts',
      mutants: 'test/mutants/main.ts',
      calibration: 'test/calibration/main.ts',
    },
    output: { dir: 'dist/tools' },
  },
]);
// ASCII alone: Latin-1 is read ten times as fast as UTF-8, and takes half the memory of UTF-16.
for (const name of readdirSync('dist', { recursive: true }).filter((name) => /\.c?js$/.test(name))) {
  const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  writeFileSync(`dist/${name}`, readFileSync(`dist/${name}`, 'utf8').replace(/[^\0-\x7f]/g, escaped));
}
// Modules of node that few runs need, and the table of HTML entities, are loaded where they are used: 4 ms of the CPU time of a
// run of one small text.
const bundle = readFileSync('dist/normalize.cjs', 'latin1');
const SELDOM =
  /(?:let|const) (\w+)=(?:require_rolldown_runtime\.__toESM\()?(require\("(?:node:(?:zlib|child_process)|\.\/entities\.cjs)"\))\)?;/g;
const lean = [...bundle.matchAll(SELDOM)].reduce(
  (code, [declaration, name, load]) => code.replace(declaration, '').replaceAll(`${name}.`, `${load}.`),
  bundle,
);
// Wrapped as V8 takes it, which spares a copy at each start.
writeFileSync('dist/normalize.cjs', Module.wrap(withLazyRegExps(lean)), 'latin1');
const licences = BUNDLED.map((name) => {
  const folder = `node_modules/${name}`;
  const files = readdirSync(folder).filter((file) =>
    /^(?:licen[cs]e(?:\.md)?|notice|third_party_licenses\.md)$/i.test(file),
  );
  return [name, ...files.map((file) => readFileSync(`${folder}/${file}`, 'utf8'))].join('\n\n');
});
writeFileSync('dist/LICENCES.txt', licences.join('\n\n'));
const page = spawnSync(process.execPath, ['bin/normalize.js', 'man'], { stdio: ['ignore', 'pipe', 'inherit'] });
writeFileSync('dist/normalize.1', page.stdout);
// The first run over documents makes the code that others find.
spawnSync(process.execPath, ['bin/normalize.js', '-q', 'dist/LICENCES.txt'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
