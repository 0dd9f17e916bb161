import { readFileSync } from 'node:fs';

/** Prints the JSON Schema of a record. */
export function printSchema(): void {
  process.stdout.write(readFileSync(new URL('../../src/record.schema.json', import.meta.url), 'utf8'));
}
