import { writeFileSync } from 'node:fs';
import { characterFrequency } from './generate-character-frequency.ts';
import { scriptModule } from './generate-script.ts';
import { readingsModule } from './readings.ts';
import { wordsModule } from './words.ts';

/** Generators of the source of each generated module, by file name. `npm run tables` runs them from the root of the project. */
export const generators: Readonly<Record<string, () => string>> = {
  'script.ts': scriptModule,
  'character-frequency.ts': characterFrequency,
  'pinyin-readings.ts': readingsModule,
  'word-frequencies.ts': wordsModule,
};

if (import.meta.filename === process.argv[1]) {
  for (const [name, make] of Object.entries(generators)) writeFileSync(`src/tables/generated/${name}`, make());
}
