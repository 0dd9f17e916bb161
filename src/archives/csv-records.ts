import { parse } from 'csv-parse';
import type { Parser } from 'csv-parse';
import type { ByteReader } from './byte-reader.ts';
import { parserOptions } from './csv-dialect.ts';
import type { Cells, Dialect } from './csv-dialect.ts';
import { closedRow, linesApart, mayHoldRows } from './csv-quotes.ts';
import { Damage } from './damage.ts';

/** Rows whose quotation mark is looked for again; each may have swallowed all that may be held. */
const MAX_RESTARTS = 32;
const PIECE_BYTES = 2 ** 16;

/**
 * Records as they arrive. Those before a fault are yielded before it is thrown. Where a quotation mark is never closed, the row is
 * taken to end in front of the next lines that are rows by themselves, which is yielded as damage.
 */
export async function* recordsOf(
  reader: ByteReader,
  dialect: Dialect,
  limit: number,
): AsyncGenerator<Cells | Damage, void> {
  const parsing = parsingOf(dialect, limit);
  let width = 0;
  let count = 0;
  for (let restarts = 0; ;) {
    const { records, fault, ended } = await parsing.next(reader);
    for (const { cells, raw } of records) {
      if (width === 0) width = cells.length;
      const rows = mayHoldRows(cells) ? linesApart(raw, width, dialect) : null;
      if (rows !== null) yield unclosed(count);
      count += rows?.length ?? 1;
      yield* rows ?? [cells];
    }
    if (fault === null && ended) return;
    if (fault === null) continue;
    const row = isUnclosed(fault) ? closedRow(parsing.held(), width, dialect) : null;
    if (row === null) throw new Damage(messageOf(fault, count));
    yield unclosed(count++);
    yield row.cells;
    restarts++;
    parsing.restart(row.length, restarts < MAX_RESTARTS);
  }
}

function unclosed(count: number): Damage {
  return new Damage(`a quotation mark in row ${count} is never closed; the row is read up to the next one`);
}

interface Found {
  readonly cells: Cells;
  readonly raw: Buffer;
}

interface Parsing {
  /** Parses more of the input. */
  readonly next: (
    reader: ByteReader,
  ) => Promise<{ readonly records: readonly Found[]; readonly fault: Fault | null; readonly ended: boolean }>;
  /** The bytes behind the last record. */
  readonly held: () => Buffer;
  /** Begins anew so many bytes behind the last record; if not `quoted`, each line is a row from there on. */
  readonly restart: (skip: number, quoted: boolean) => void;
}

/** A record, and the number of bytes that the parser has read for it and those before. */
interface Parsed {
  readonly cells: Cells;
  readonly end: number;
}

function parserInto(found: Parsed[], dialect: Dialect, limit: number): Parser {
  return parse({
    ...parserOptions(dialect, false),
    max_record_size: limit,
    on_record: (record: unknown, { bytes }) => {
      found.push({ cells: record as Cells, end: bytes }); // buffers, because `encoding` is null
      return null;
    },
  });
}

/** The bytes of each record, the first of which begins at `start`. */
function withBytes(records: readonly Parsed[], bytes: Buffer, start: number): readonly Found[] {
  return records.map(({ cells, end }, index) => ({
    cells,
    raw: bytes.subarray((records[index - 1]?.end ?? start) - start, end - start),
  }));
}

function parsingOf(dialect: Dialect, limit: number): Parsing {
  const found: Parsed[] = [];
  let parser = parserInto(found, dialect, limit);
  let waiting: Buffer = Buffer.alloc(0);
  let parts: Buffer[] = [];
  /** Offset of the first held byte, as the parser counts. */
  let start = 0;
  const held = (): Buffer => {
    const all = Buffer.concat(parts);
    parts = [all];
    return all;
  };
  return {
    held,
    next: async (reader) => {
      const bytes = waiting.length > 0 ? waiting.subarray(0, PIECE_BYTES) : await reader.some();
      waiting = waiting.subarray(PIECE_BYTES);
      if (bytes !== null) parts.push(bytes);
      const fault = await feed(parser, bytes);
      const last = found.at(-1);
      const records = last === undefined ? [] : withBytes(found.splice(0), held(), start);
      if (last !== undefined) {
        parts = [held().subarray(last.end - start)];
        start = last.end;
      }
      return { records, fault, ended: bytes === null };
    },
    restart: (skip, quoted) => {
      parser.destroy();
      parser = parserInto(found, { ...dialect, quoted: dialect.quoted && quoted }, limit);
      waiting = Buffer.concat([held().subarray(skip), waiting]);
      parts = [];
      start = 0;
    },
  };
}

type Fault = Error & { readonly code?: unknown };

/** Feeds bytes, or the end of the input, to the parser; returns its error, or null. */
function feed(parser: Parser, bytes: Buffer | null): Promise<Fault | null> {
  return new Promise((resolve) => {
    parser.removeAllListeners('error');
    parser.once('error', resolve);
    const done = (error?: Error | null): void => {
      if (error === null || error === undefined) resolve(null);
    };
    if (bytes === null) parser.end(done);
    else parser.write(bytes, done);
    parser.resume();
  });
}

function isUnclosed({ code }: Fault): boolean {
  return code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE';
}

/** The message for a parser error after `count` records, including the header. */
function messageOf(fault: Fault, count: number): string {
  const where = count === 0 ? 'the header row' : `row ${count}`;
  if (fault.code === 'CSV_QUOTE_NOT_CLOSED') return `ends inside a quoted field of ${where}`;
  if (fault.code === 'CSV_MAX_RECORD_SIZE')
    return `${where} is too large, or a quote in it is never closed; --max-bytes raises the limit`;
  return `${where} is damaged (${fault.message})`;
}
