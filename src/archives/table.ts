import type { Budget } from './budget.ts';
import { byteReader } from './byte-reader.ts';
import type { Member } from './member.ts';

/** Options for reading a table. */
export interface TableOptions {
  /** Selects the column that holds the documents; null if there is none. */
  readonly textColumn: (names: readonly string[]) => string | null;
}

/** Options for reading a compressed table. */
export interface PackedTableOptions extends TableOptions {
  /** Shared by all layers of the outermost file. */
  readonly budget: Budget;
}

/** A row as a member. `number` is 1-based; `text` is null if the row has none. */
export function rowMember(
  number: number,
  text: Uint8Array | null,
  fields: Readonly<Record<string, unknown>>,
  { format, charset }: { readonly format: 'csv' | 'parquet'; readonly charset: string | null },
): Member {
  const bytes = text ?? new Uint8Array(0);
  const document = { format, fields, hasText: text !== null };
  const name = `row:${number}`;
  return { name, bytes: byteReader([bytes].values()), size: bytes.length, charset, url: null, skip: null, document };
}

/** The message for a table in which no column holds the documents. */
export function noTextColumn(names: readonly string[]): string {
  const shown = names.slice(0, 20).map((name) => JSON.stringify(name.slice(0, 60)));
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : '';
  return `has no known text column; --text-field selects one of ${shown.join(', ')}${more}`;
}
