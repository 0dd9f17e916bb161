import { writeFileSync } from 'node:fs';
import type { Forest } from '../strip/body/boosted-trees.ts';
import { MARKUP, TEXT } from '../strip/body/index.ts';
import { bagged } from './average.ts';
import { generator } from './gradient-boosting.ts';
import { train } from './train.ts';
import type { Trained } from './train.ts';
import { packed } from './serialize.ts';
import { markupExamples, textExamples } from './examples.ts';
import { splices } from './augment.ts';

/** Pages that are made out of two, for each kind. */
const MADE = 150;
/** Models of text that are averaged: without markup they know less, and lean more on what was drawn. */
const TEXT_DRAWS = 6;

const HEADER = `// Weights of the models of src/strip/body-model.ts, made by \`npm run train -- FOLDER\` (see src/train); do not edit.
// Numbers measured on labelled pages (142 pages, of the benchmark of opendatalab/magic-html, Apache-2.0, and
// immortal-autumn/Chinese-Web-Content-Extraction-Dataset, MIT); no text of theirs is in here.
`;

/** Trains the models of the body on a folder of labelled pages: \`gold.jsonl\` {id, body, url?}, \`pages/<id>.html\`, \`lines.jsonl\` {id, lines, lab}. */
function main(folder: string): void {
  const forests: [string, Forest][] = [];
  for (const [name, examples, least, draws] of [
    ['MARKUP', markupExamples(folder), MARKUP.least, 1],
    ['TEXT', textExamples(folder), TEXT.least, TEXT_DRAWS],
  ] as const) {
    const trained = (seed: number): Trained =>
      train(examples, splices(examples, MADE, generator(5 + seed)), least, seed);
    const [first, ...more] = [trained(0), ...Array.from({ length: draws - 1 }, (_, i) => trained(i + 1))];
    forests.push([`${name}_LINES`, bagged([first.lines, ...more.map(({ lines }) => lines)])]);
    forests.push([`${name}_SECOND`, bagged([first.second, ...more.map(({ second }) => second)])]);
    forests.push([`${name}_REGIONS`, bagged([first.regions, ...more.map(({ regions }) => regions)])]);
  }
  const modules = forests.map(([name, forest]) => packed(name, forest));
  writeFileSync('src/tables/generated/body-model.ts', [HEADER, ...modules].join('\n'));
}

main(process.argv[2] ?? '.');
