import type { Options } from 'csv-parse';

/** A row, a buffer for each field. */
export type Cells = readonly Buffer[];

/** The CSV dialect of a table. */
export interface Dialect {
  readonly delimiter: number;
  readonly quoted: boolean;
  readonly breaks: readonly string[];
}

/** How a dialect is parsed; strictly, a quotation mark inside of a quoted field is an error. */
export function parserOptions({ delimiter, quoted, breaks }: Dialect, strict: boolean): Options {
  return {
    delimiter: Buffer.from([delimiter]),
    encoding: null,
    quote: quoted ? '"' : null,
    record_delimiter: [...breaks],
    relax_column_count: true,
    relax_quotes: !strict,
    skip_empty_lines: true,
  };
}
