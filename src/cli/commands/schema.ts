import { readFileSync } from 'node:fs';
import { print } from '../print.ts';

/** Prints the JSON Schema of a record. */
export function printSchema(): void {
  print(readFileSync(new URL('../src/record.schema.json', import.meta.url), 'utf8'));
}
