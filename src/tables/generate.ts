/** `npm run tables`: writes every generated table anew. */
import { writeFileSync } from 'node:fs';
import { characterFrequency } from './generate-character-frequency.ts';

const tables: Readonly<Record<string, () => string>> = {
  'character-frequency.ts': characterFrequency,
};

for (const [file, make] of Object.entries(tables)) {
  writeFileSync(new URL(`../../src/tables/generated/${file}`, import.meta.url), make());
}
