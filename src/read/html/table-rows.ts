import type { Line } from './line-builder.ts';
import type { LineStructure } from './line-structure.ts';

/** Maximum length of a cell of a data table, in UTF-16 units; a table with longer cells is a layout table. */
const MAX_CELL_UNITS = 60;

/** An open table row. */
export interface Row {
  /** Number of open elements when it opened, itself included. */
  readonly depth: number;
  /** Index of the first line of the row, then of each cell. */
  readonly cells: number[];
}

export function openRow(rows: Row[], depth: number, line: number): void {
  rows.push({ depth, cells: [line] });
}

export function openCell(rows: Row[], line: number): void {
  rows.at(-1)?.cells.push(line);
}

/** Ends the rows opened at `place` or deeper. A row of several short cells becomes one line, with tabs between cells. */
export function closeRows(rows: Row[], place: number, lines: Line[]): void {
  for (let row = rows.at(-1); row !== undefined && row.depth > place; row = rows.at(-1)) {
    rows.pop();
    if (isData(row, lines)) lines.push(joined(lines.splice(row.cells[0] ?? 0)));
  }
}

/** Whether each cell has at most one line, all lines are short, and there are at least two. */
function isData(row: Row, lines: readonly Line[]): boolean {
  const first = row.cells[0] ?? 0;
  const count = lines.length - first;
  if (count < 2 || count > row.cells.length - 1) return false;
  const bounds = [...row.cells.slice(2), lines.length];
  const single = bounds.every((end, index) => end - (row.cells[index + 1] ?? 0) <= 1);
  const hidden = lines[first]?.element?.hidden;
  const short = lines
    .slice(first)
    .every((line) => line.text.length <= MAX_CELL_UNITS && line.element?.hidden === hidden);
  return single && short;
}

function joined(cells: readonly Line[]): Line {
  const [first] = cells;
  const structure = first?.structure === undefined ? {} : { structure: structureOf(first.structure, cells) };
  const { source = 0, element = null } = first ?? {};
  const line: Line = { text: '', source, element, linkLength: 0, runs: [], ...structure };
  for (const cell of cells) {
    if (line.text !== '') line.text += '\t';
    for (let i = 0; i < cell.runs.length; i += 3) {
      line.runs.push(cell.runs[i] ?? 0, (cell.runs[i + 1] ?? 0) + line.text.length, cell.runs[i + 2] ?? 0);
    }
    const start = line.text.length;
    for (const { start: at, node } of cell.spans ?? []) (line.spans ??= []).push({ start: start + at, node });
    line.text += cell.text;
    line.linkLength += cell.linkLength;
  }
  return line;
}

/** The structure of the row that cells become. Figures between cells stand above it. */
function structureOf(first: LineStructure, cells: readonly Line[]): LineStructure {
  const above = cells.flatMap(({ structure }) => structure?.above ?? []);
  return { ...first, marks: marksOf(cells), above, below: cells.at(-1)?.structure?.below ?? [] };
}

/** The marks of cells in the row that they become. */
function marksOf(cells: readonly Line[]): LineStructure['marks'] {
  let column = 0;
  return cells.flatMap(({ text, structure }) => {
    const shift = column;
    column += text.length + 1;
    return (structure?.marks ?? []).map(({ at, end, is }) => ({ at: at + shift, end: end + shift, is }));
  });
}
