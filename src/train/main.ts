import { writeFileSync } from 'node:fs';
import { foldScores } from './folds.ts';
import { modelsOf } from './models.ts';
import { packed } from './serialize.ts';

/** How much is trained for the shipped models. */
const EFFORT = { made: 150, textDraws: 6 };

const HEADER = `// Weights of the models in src/strip/body, made by \`npm run train -- FOLDER\` (see src/train/README.md); do not edit.
// Trained on labelled pages (142 pages, of the benchmark of opendatalab/magic-html, Apache-2.0, and
// immortal-autumn/Chinese-Web-Content-Extraction-Dataset, MIT); it contains none of their text.
`;

/**
 * `FOLDER` trains the body models on labelled pages (see README.md in this folder); `FOLDER --folds N` prints their held-out scores
 * by fold instead.
 */
function main([folder = '.', option, count = '5']: readonly string[]): void {
  if (option === undefined) {
    const modules = modelsOf(folder, EFFORT).map(([name, forest]) => packed(name, forest));
    writeFileSync('src/tables/generated/body-model.ts', [HEADER, ...modules].join('\n'));
    return;
  }
  if (option !== '--folds' || !/^[2-9]$/.test(count)) throw new Error('usage: npm run train -- FOLDER [--folds N]');
  for (const [name, { pages, precision, recall, f1 }] of foldScores(folder, Number(count), EFFORT))
    process.stdout.write(
      `${name}  ${pages} pages  P ${precision.toFixed(3)}  R ${recall.toFixed(3)}  F1 ${f1.toFixed(3)}\n`,
    );
}

main(process.argv.slice(2));
