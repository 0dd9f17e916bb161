import type { ByteReader } from './byte-reader.ts';
import type { Cells } from './csv-dialect.ts';
import { recordsOf } from './csv-records.ts';
import { Damage, NoTextColumn } from './damage.ts';
import type { Member } from './member.ts';
import { noTextColumn, rowMember } from './table.ts';
import type { TableOptions } from './table.ts';
import { encoded, narrowed } from './wide.ts';
import type { Wide } from './wide.ts';

export interface CsvOptions extends TableOptions {
  /** Largest row, in bytes. */
  readonly limit: number;
  /** The encoding as detected from the beginning; null if none was detected. */
  readonly charset: string | null;
  /** The UTF-16 encoding of input without a byte order mark; else null. */
  readonly wide: Wide | null;
  /** The UTF-16 encoding that the user named; else null. */
  readonly askedWide: Wide | null;
  /** Decodes names and cells. */
  readonly decode: (bytes: Uint8Array) => string;
  /** True if the file is named `.tsv` or is to be read as one. */
  readonly tabs: boolean;
}

const HEAD_BYTES = 2 ** 16;
const TAB = 9;
/** Field delimiters of `.csv` files, most common first: Excel writes semicolons in locales with decimal commas. */
const DELIMITERS = [0x2c, 0x3b, TAB, 0x7c];

/**
 * The rows of a table; the first one names the columns. Rows are split as bytes, which is correct in every encoding
 * whose characters contain no quote, comma or line break byte: UTF-8, GB18030, Big5, EUC, Shift_JIS. UTF-16 is converted to UTF-8.
 */
export async function* csvRows(raw: ByteReader, options: CsvOptions): AsyncGenerator<Member | Damage, void> {
  const { reader } = await narrowed(raw, options.wide);
  const stated = await statedDelimiter(reader);
  await skipComments(reader, stated, options);
  const head = await reader.peek(HEAD_BYTES);
  const delimiter = stated ?? (options.tabs ? TAB : delimiterOf(head));
  const quoted = delimiter !== TAB || !isPlain(head);
  let columns: Columns | null = null;
  let number = 0;
  const breaks = head.includes(13) && !head.includes(10) ? ['\r'] : ['\r\n', '\n'];
  for await (const cells of recordsOf(reader, { delimiter, quoted, breaks }, options.limit)) {
    if (cells instanceof Damage) {
      yield cells;
      continue;
    }
    const values = quoted ? cells : cells.map(unquoted);
    if (columns === null) {
      columns = columnsOf(values, options);
      if (columns.named) continue;
    }
    yield rowOf(++number, values, columns, options);
  }
}

interface Columns {
  readonly names: readonly string[];
  readonly text: number;
  /** False where the first row is one of the table's own. */
  readonly named: boolean;
}

function columnsOf(header: Cells, options: CsvOptions): Columns {
  const taken = new Map<string, number>();
  const names = header.map((cell, index) => {
    const name = options.decode(cell).trim() || `column_${index + 1}`;
    const times = (taken.get(name) ?? 0) + 1;
    taken.set(name, times);
    return times === 1 ? name : `${name}_${times}`;
  });
  const text = options.textColumn(names);
  if (text !== null) return { names, text: names.indexOf(text), named: true };
  const unnamed = withoutNames(names, options);
  if (unnamed !== null) return unnamed;
  // The only column of a table is its text, whatever it is called.
  if (names.length === 1 && options.textColumn(['text']) !== null) return { names, text: 0, named: true };
  throw new NoTextColumn(noTextColumn(names));
}

/** Punctuation and lengths that no column name has. */
const SENTENCES = /[，。！？；]|\p{Script=Han}.{14,}\p{Script=Han}/u;

/** The columns of a table that begins with a row of texts: by number, the longest one the text. Null for a row of names, and where somebody has asked for a name. */
function withoutNames(cells: readonly string[], { textColumn }: CsvOptions): Columns | null {
  if (!cells.some((cell) => SENTENCES.test(cell))) return null;
  const names = cells.map((_, index) => `column_${index + 1}`);
  const asked = textColumn(names);
  if (asked === null && textColumn(['text']) === null) return null;
  const longest = cells.reduce((best, cell, index) => (cell.length > (cells[best]?.length ?? 0) ? index : best), 0);
  const text = asked === null ? longest : names.indexOf(asked);
  return { names, text, named: false };
}

/** A row as a member. Cells beyond the last column name are named by their number. */
function rowOf(
  number: number,
  cells: Cells,
  { names, text }: Columns,
  { charset, askedWide, decode }: CsvOptions,
): Member {
  const entries = cells.map((cell, index): [string, string] | null =>
    index === text ? null : [names[index] ?? `column_${index + 1}`, decode(cell)],
  );
  const fields = Object.fromEntries(entries.filter((entry) => entry !== null));
  const document = cells[text];
  const bytes = document === undefined ? null : encoded(document, askedWide);
  return rowMember(number, bytes, fields, { format: 'csv', charset });
}

/** The delimiter that a first line states for Excel (`sep=;`), which is taken; null if there is none. */
async function statedDelimiter(reader: ByteReader): Promise<number | null> {
  const line = /^"?sep=(.)"?\r?\n/i.exec((await reader.peek(16)).toString('latin1'));
  if (line === null) return null;
  await reader.exactly(line[0].length, 'the line of the delimiter');
  return line[1]?.charCodeAt(0) ?? null;
}

const HASH = 0x23;

/** Skips lines that begin with `#` above a line of column names, unless they are names themselves: elsewhere such lines are texts. */
async function skipComments(reader: ByteReader, stated: number | null, options: CsvOptions): Promise<void> {
  const isNames = (line: Buffer): boolean => {
    const delimiter = stated ?? (options.tabs ? TAB : delimiterOf(line));
    const cells = options.decode(line).split(String.fromCharCode(delimiter));
    return options.textColumn(cells.map((cell) => cell.trim().replace(/^"|"$/g, ''))) !== null;
  };
  const head = await reader.peek(HEAD_BYTES);
  let start = 0;
  for (let end = head.indexOf(10); end >= 0 && isNothing(head[start]); end = head.indexOf(10, start)) {
    if (head[start] === HASH && isNames(head.subarray(start, end))) return;
    start = end + 1;
  }
  const end = head.indexOf(10, start);
  if (start > 0 && isNames(head.subarray(start, end < 0 ? head.length : end)))
    await reader.exactly(start, 'lines of comments');
}

/** Whether a line that begins with this byte is blank or a comment. */
function isNothing(first: number | undefined): boolean {
  return first === HASH || first === 10 || first === 13;
}

/** The delimiter that splits the first line into the most fields, ignoring quoted parts. */
function delimiterOf(head: Buffer): number {
  const end = head.indexOf(10);
  const line = head.toString('latin1', 0, end < 0 ? head.length : end).replace(/"[^"]*"/g, '');
  const fields = (delimiter: number): number => line.split(String.fromCharCode(delimiter)).length;
  return DELIMITERS.reduce((best, delimiter) => (fields(delimiter) > fields(best) ? delimiter : best));
}

/**
 * Whether each line is a row regardless of quotes: all have the same number of tabs. Most tab-separated tables are written without
 * quoting, and a quote at the beginning of a text would swallow lines.
 */
function isPlain(head: Buffer): boolean {
  const lines = head.toString('latin1').split('\n').slice(0, -1);
  const counts = lines.filter((line) => line.trim() !== '').map((line) => line.split('\t').length);
  return counts.every((count) => count === counts[0]);
}

/** Removes the quotes around a field if a program added them. */
function unquoted(cell: Buffer): Buffer {
  if (cell.length < 2 || cell[0] !== 0x22 || cell.at(-1) !== 0x22) return cell;
  const inner = cell.toString('latin1', 1, cell.length - 1);
  return inner.replaceAll('""', '').includes('"') ? cell : Buffer.from(inner.replaceAll('""', '"'), 'latin1');
}
