import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { characterFrequency } from './generate-character-frequency.ts';
import { scriptModule } from './generate-script.ts';
import { readingsModule } from './readings.ts';
import { wordPairsModule } from './word-pairs.ts';
import { wordsModule } from './words.ts';

/** Generators of the source of each generated module, by file name. `npm run tables` runs them from the root of the project. */
export const generators: Readonly<Record<string, () => string>> = {
  'script.ts': scriptModule,
  'character-frequency.ts': characterFrequency,
  'pinyin-readings.ts': readingsModule,
  'word-frequencies.ts': wordsModule,
};

const DICTIONARIES = 'org/apache/lucene/analysis/cn/smart/hhmm';

/**
 * `npm run tables -- FOLDER` makes the pairs of words as well, in one to two minutes. FOLDER holds the unpacked JAR of
 * lucene-analyzers-smartcn (4.10.4, as in Debian's liblucene4.10-java). They number the words of `word-frequencies.ts`.
 */
if (import.meta.filename === process.argv[1]) {
  for (const [name, make] of Object.entries(generators)) writeFileSync(`src/tables/generated/${name}`, make());
  const folder = process.argv[2];
  if (folder !== undefined)
    writeFileSync('src/tables/generated/word-pairs.ts', wordPairsModule(join(folder, DICTIONARIES)));
}
