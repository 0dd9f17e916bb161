import { parse } from 'csv-parse/sync';
import { parserOptions } from './csv-dialect.ts';
import type { Cells, Dialect } from './csv-dialect.ts';

const QUOTE = 0x22;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** Whether a record may hold other rows: a field that keeps its quotation mark goes over several lines. */
export function mayHoldRows(cells: Cells): boolean {
  return cells.some((cell) => cell[0] === QUOTE && (cell.includes(NEWLINE) || cell.includes(RETURN)));
}

/**
 * The rows in a record of several lines with an unclosed quotation mark, if each of its lines has as many fields as the table has columns; else null.
 * A record without faults is left alone, whatever its lines look like.
 */
export function linesApart(raw: Buffer, width: number, dialect: Dialect): readonly Cells[] | null {
  if (width < 2 || strictly(raw, dialect) !== null) return null;
  const lines = linesOf(raw, dialect).map((line) => alone(line, width, dialect));
  return lines.length > 1 && lines.every((cells) => cells !== null) ? lines : null;
}

/** Bytes in which the end of a row is looked for. */
const MAX_ROW_BYTES = 2 ** 18;

/** A row whose quotation mark is not closed in the bytes behind it: it ends in front of two lines that are rows by themselves. Null if there are none. */
export function closedRow(
  bytes: Buffer,
  width: number,
  dialect: Dialect,
): { readonly cells: Cells; readonly length: number } | null {
  if (width < 2) return null;
  const lines = linesOf(bytes.subarray(0, MAX_ROW_BYTES), dialect);
  let length = 0;
  for (let index = 1; index <= lines.length; index++) {
    length += lines[index - 1]?.length ?? 0;
    const isEnd = [lines[index], lines[index + 1]].every(
      (line) => line === undefined || rowOf(line, width, dialect) !== null,
    );
    if (!isEnd || (index === lines.length && bytes.length > length)) continue;
    const row = bytes.subarray(0, length);
    const cells = index === 1 ? alone(row, width, dialect) : rowOf(closed(row), width, dialect);
    return cells === null ? null : { cells, length };
  }
  return null;
}

/** A line as a row, its quotation mark closed or, if that does not help, as any other character. */
function alone(line: Buffer, width: number, dialect: Dialect): Cells | null {
  const found = rowOf(line, width, dialect) ?? rowOf(closed(line), width, dialect);
  if (found !== null) return found;
  const literal = rowOf(line, width, { ...dialect, quoted: false });
  return literal?.map((cell) => (cell[0] === QUOTE ? cell.subarray(1) : cell)) ?? null;
}

function closed(row: Buffer): Buffer {
  let end = row.length;
  while (row[end - 1] === NEWLINE || row[end - 1] === RETURN) end--;
  return Buffer.concat([row.subarray(0, end), Buffer.from([QUOTE])]);
}

/** The cells of bytes that are one row of this width; null if they are not. */
function rowOf(bytes: Buffer, width: number, dialect: Dialect): Cells | null {
  const rows = strictly(bytes, dialect);
  const [only] = rows ?? [];
  return rows?.length === 1 && only?.length === width ? only : null;
}

/** The rows of bytes without a fault; null if there is one. */
function strictly(bytes: Buffer, dialect: Dialect): readonly Cells[] | null {
  try {
    return parse(bytes, parserOptions(dialect, true)) as unknown as readonly Cells[];
  } catch {
    return null;
  }
}

/** The lines with their line breaks. */
function linesOf(bytes: Buffer, { breaks }: Dialect): readonly Buffer[] {
  const last = breaks.includes('\n') ? NEWLINE : RETURN;
  const lines: Buffer[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(last, start) + 1;
    lines.push(bytes.subarray(start, end === 0 ? bytes.length : end));
    if (end === 0) break;
    start = end;
  }
  return lines;
}
