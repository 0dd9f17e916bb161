import { readFileSync } from 'node:fs';
import type { Run } from './command.ts';
import { print } from '../terminal/print.ts';

/** Prints the JSON Schema of a record. */
export const run: Run = () => {
  print(readFileSync(new URL('../src/record.schema.json', import.meta.url), 'utf8'));
  return Promise.resolve(0);
};
