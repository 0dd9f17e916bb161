import type { Line } from './line-builder.ts';

/** Longest cell of a table of data, in UTF-16 units: beyond, the table is taken to lay out the page. */
const LONGEST_CELL = 60;

/** A table row that is open. */
export interface Row {
  /** How many elements are open inside it, itself counted. */
  readonly depth: number;
  /** Index of the first line of each cell; the first is the row's own. */
  readonly cells: number[];
}

export function openRow(rows: Row[], depth: number, line: number): void {
  rows.push({ depth, cells: [line] });
}

export function openCell(rows: Row[], line: number): void {
  rows.at(-1)?.cells.push(line);
}

/** Ends the rows opened at `place` or inside. A row of several short cells becomes one line, its cells apart by a tab. */
export function closeRows(rows: Row[], place: number, lines: Line[]): void {
  for (let row = rows.at(-1); row !== undefined && row.depth > place; row = rows.at(-1)) {
    rows.pop();
    if (isData(row, lines)) lines.push(joined(lines.splice(row.cells[0] ?? 0)));
  }
}

/** True if each cell is one short line at most, and there are two at least. */
function isData(row: Row, lines: readonly Line[]): boolean {
  const first = row.cells[0] ?? 0;
  const count = lines.length - first;
  if (count < 2 || count > row.cells.length - 1) return false;
  const bounds = [...row.cells.slice(2), lines.length];
  const single = bounds.every((end, index) => end - (row.cells[index + 1] ?? 0) <= 1);
  const hidden = lines[first]?.element?.hidden;
  const short = lines.slice(first).every((line) => line.text.length <= LONGEST_CELL && line.element?.hidden === hidden);
  return single && short;
}

function joined(cells: readonly Line[]): Line {
  const [first] = cells;
  const line: Line = { text: '', source: first?.source ?? 0, element: first?.element ?? null, linkLength: 0, runs: [] };
  for (const cell of cells) {
    if (line.text !== '') line.text += '\t';
    for (let i = 0; i < cell.runs.length; i += 3) {
      line.runs.push(cell.runs[i] ?? 0, (cell.runs[i + 1] ?? 0) + line.text.length, cell.runs[i + 2] ?? 0);
    }
    line.text += cell.text;
    line.linkLength += cell.linkLength;
  }
  return line;
}
