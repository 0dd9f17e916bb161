import { readFileSync } from 'node:fs';
import type { Run } from './command.ts';
import { print } from '../terminal/print.ts';

/** Prints the JSON Schema of a record, or of the figures of --stats. */
export const run: Run = async ([what = 'record']) => {
  if (what === 'stats') print(`${JSON.stringify((await import('../stats/schema.ts')).statsSchema(), null, 2)}\n`);
  else print(readFileSync(new URL('../src/record.schema.json', import.meta.url), 'utf8'));
  return 0;
};
