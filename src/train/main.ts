import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { foldScores } from './folds.ts';
import { KINDS, modelsOf } from './models.ts';
import { packed } from './serialize.ts';

/** How much is trained for the shipped models. */
const EFFORT = { made: 150, textDraws: 6 };

const HEADER = `// Weights of the models in src/strip/body, made by \`npm run train -- FOLDER\` (see src/train/README.md); do not edit.
// Trained on labelled pages (of the benchmark of opendatalab/magic-html, Apache-2.0, of
// immortal-autumn/Chinese-Web-Content-Extraction-Dataset, MIT, and of rundimeco/waddle, MIT); it contains none of their text.
`;

const FILE = 'src/tables/generated/body-model.ts';
const USAGE = 'usage: npm run train -- FOLDER [--only markup|text | --folds N]';

/**
 * `FOLDER` trains the body models on labelled pages (see README.md in this folder); `--only` trains those of one kind of page and
 * leaves the others as they are. `FOLDER --folds N` prints held-out scores by fold instead.
 */
function main([folder = '.', option, value = '5']: readonly string[]): void {
  const kinds = option === undefined ? KINDS : KINDS.filter((kind) => option === '--only' && kind === value);
  if (kinds.length > 0) write(modelsOf(folder, EFFORT, kinds).map(([name, forest]) => packed(name, forest)));
  else if (option === '--folds' && /^[2-9]$/.test(value)) printFolds(folder, Number(value));
  else throw new Error(USAGE);
}

/** Writes the trained models in place of those of the same names. */
function write(trained: readonly string[]): void {
  const before = existsSync(FILE) ? readFileSync(FILE, 'utf8').split(START).slice(1) : [];
  const names = new Set(trained.map(nameOf));
  const kept = before.filter((text) => !names.has(nameOf(text)));
  const models = [...kept.map((text) => `${text.trimEnd()}\n`), ...trained].sort((a, b) => placeOf(a) - placeOf(b));
  writeFileSync(FILE, [HEADER, ...models].join('\n'));
}

/** Where a model begins, and its name. */
const START = /(?=\/\*\* \d+ trees\. \*\/\n)/;
const NAME = /export const (\w+)/;

function nameOf(text: string): string {
  return NAME.exec(text)?.[1] ?? '';
}

function placeOf(text: string): number {
  return KINDS.findIndex((kind) => nameOf(text).startsWith(kind.toUpperCase()));
}

function printFolds(folder: string, count: number): void {
  for (const [name, { pages, precision, recall, f1 }] of foldScores(folder, count, EFFORT))
    process.stdout.write(
      `${name}  ${pages} pages  P ${precision.toFixed(3)}  R ${recall.toFixed(3)}  F1 ${f1.toFixed(3)}\n`,
    );
}

main(process.argv.slice(2));
