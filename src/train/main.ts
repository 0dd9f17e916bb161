import { writeFileSync } from 'node:fs';
import type { Forest } from '../strip/body-model.ts';
import { MARKUP } from '../strip/body.ts';
import { generator } from './boost.ts';
import { train } from './models.ts';
import { packed } from './packed.ts';
import { markupExamples, textExamples } from './pages.ts';
import { splices } from './splice.ts';

/** Pages that are made out of two, for each kind. */
const MADE = 150;

const HEADER = `// Weights of the models of src/strip/body-model.ts, made by \`npm run train -- FOLDER\` (see src/train); do not edit.
// Numbers measured on labelled pages (142 pages, of the benchmark of opendatalab/magic-html, Apache-2.0, and
// immortal-autumn/Chinese-Web-Content-Extraction-Dataset, MIT); no text of theirs is in here.
`;

/** Trains the models of the body on a folder of labelled pages: \`gold.jsonl\` {id, body, url?}, \`pages/<id>.html\`, \`lines.jsonl\` {id, lines, lab}. */
function main(folder: string): void {
  const forests: [string, Forest][] = [];
  for (const [name, examples, least] of [
    ['MARKUP', markupExamples(folder), MARKUP.least],
    ['TEXT', textExamples(folder), null],
  ] as const) {
    const { lines, second, regions } = train(examples, splices(examples, MADE, generator(5)), least);
    forests.push([`${name}_LINES`, lines], [`${name}_SECOND`, second]);
    if (regions !== null) forests.push([`${name}_REGIONS`, regions]);
  }
  const modules = forests.map(([name, forest]) => packed(name, forest));
  writeFileSync('src/tables/generated/body-model.ts', [HEADER, ...modules].join('\n'));
}

main(process.argv[2] ?? '.');
