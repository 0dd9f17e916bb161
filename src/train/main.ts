import { writeFileSync } from 'node:fs';
import { foldScores } from './folds.ts';
import { modelsOf } from './models.ts';
import { packed } from './serialize.ts';

const EFFORT = { made: 150, textDraws: 6 };

const HEADER = `// Weights of the models of src/strip/body, made by \`npm run train -- FOLDER\` (see src/train/README.md); do not edit.
// Numbers measured on labelled pages (142 pages, of the benchmark of opendatalab/magic-html, Apache-2.0, and
// immortal-autumn/Chinese-Web-Content-Extraction-Dataset, MIT); no text of theirs is in here.
`;

/** `FOLDER` trains the models of the body on labelled pages, as README.md describes them; `FOLDER --folds N` scores them on pages they have not seen. */
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
