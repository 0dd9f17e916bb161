import { writeFileSync } from 'node:fs';
import { modelsOf } from './models.ts';
import { packed } from './serialize.ts';

const EFFORT = { made: 150, textDraws: 6 };

const HEADER = `// Weights of the models of src/strip/body, made by \`npm run train -- FOLDER\` (see src/train/README.md); do not edit.
// Numbers measured on labelled pages (142 pages, of the benchmark of opendatalab/magic-html, Apache-2.0, and
// immortal-autumn/Chinese-Web-Content-Extraction-Dataset, MIT); no text of theirs is in here.
`;

/** Trains the models of the body on a folder of labelled pages: \`gold.jsonl\` {id, body, url?}, \`pages/<id>.html\`, \`lines.jsonl\` {id, lines, lab}. */
function main(folder: string): void {
  const modules = modelsOf(folder, EFFORT).map(([name, forest]) => packed(name, forest));
  writeFileSync('src/tables/generated/body-model.ts', [HEADER, ...modules].join('\n'));
}

main(process.argv[2] ?? '.');
