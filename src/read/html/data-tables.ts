import type { Cell, Row, Table } from '../../structure.ts';
import type { Tag } from './tokenizer.ts';

/** A table under construction. Rows and cells are those of the finished table. */
export interface OpenTable extends Table {
  isData: boolean;
  hasSpans: boolean;
  readonly rows: OpenRow[];
  /** Number of open elements when it opened, itself included. */
  readonly depth: number;
  /** Whether it has another table in a cell. */
  nested: boolean;
  /** Whether it has a header or a caption. */
  headed: boolean;
}

interface OpenRow extends Row {
  readonly cells: OpenCell[];
}

/** A cell, with how much text it has. */
export interface OpenCell extends Cell {
  lines: number;
  units: number;
  /** Whether it has a heading, which layout tables do. */
  titled: boolean;
}

export function openTable(around: OpenTable | undefined, depth: number): OpenTable {
  if (around !== undefined) around.nested = true;
  return { isData: false, hasSpans: false, rows: [], depth, nested: false, headed: false };
}

const MAX_SPAN = 1000;

/** A cell of the row that opened last; null outside a row. */
export function openCell(table: OpenTable | undefined, tag: Tag): OpenCell | null {
  const row = table?.rows.at(-1);
  if (table === undefined || row === undefined) return null;
  const header = tag.name === 'th';
  const [colspan, rowspan] = [spanOf(tag, 'colspan'), spanOf(tag, 'rowspan')];
  if (header) table.headed = true;
  if (colspan > 1 || rowspan > 1) table.hasSpans = true;
  const column = row.cells.length;
  const cell: OpenCell = { row, column, header, colspan, rowspan, lines: 0, units: 0, titled: false };
  row.cells.push(cell);
  return cell;
}

function spanOf(tag: Tag, name: string): number {
  const span = Number.parseInt(tag.attribute(name) ?? '', 10);
  return span >= 1 && span <= MAX_SPAN ? span : 1;
}

/** Ends the tables opened at `place` or deeper, and tells tables of data from those that lay out a page. */
export function closeTables(tables: OpenTable[], place: number): void {
  for (let table = tables.at(-1); table !== undefined && table.depth > place; table = tables.at(-1)) {
    tables.pop();
    table.isData = isData(table);
  }
}

/** Most lines and UTF-16 units of a cell in a table without a header, and most lines in one with a header. */
const MAX_LINES = 4;
const MAX_UNITS = 300;
const MAX_HEADED_LINES = 20;

function isData({ rows, nested, headed }: OpenTable): boolean {
  if (nested) return false;
  const cells = rows.flatMap((row) => row.cells);
  const wide = rows.filter((row) => row.cells.filter((cell) => cell.lines > 0).length > 1).length;
  if (headed) return wide > 0 && cells.every(({ lines }) => lines <= MAX_HEADED_LINES);
  return wide > 1 && cells.every(({ lines, units, titled }) => lines <= MAX_LINES && units <= MAX_UNITS && !titled);
}
