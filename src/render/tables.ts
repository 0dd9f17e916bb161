import type { Cell } from '../structure.ts';
import { inkOf } from '../text/trim.ts';
import type { Setting } from './escape.ts';
import { writeInline } from './inline.ts';
import type { PlacedMark } from './inline.ts';
import type { Entry } from './segments.ts';
import { replace, writtenAt } from './writer.ts';
import type { Writer } from './writer.ts';

/** A part of a line that is a cell or one of its lines. */
interface Fragment {
  readonly column: number;
  readonly cell: Cell | null;
  readonly start: number;
  readonly end: number;
  readonly marks: readonly PlacedMark[];
}

/** A row with the text that it has left. */
interface TextRow {
  readonly entry: Entry;
  readonly fragments: readonly Fragment[];
}

export type MarksOf = (entry: Entry) => readonly PlacedMark[];

/** Writes the rows of a table; returns each with its place in what is written, the first and last with what is around the rows. `before` is written in front of the first row, `prefix` in front of others. */
export function writeTable(
  writer: Writer,
  entries: readonly Entry[],
  marksOf: MarksOf,
  before: string,
  prefix: string,
): readonly { readonly entry: Entry; readonly start: number; readonly end: number }[] {
  const rows = rowsOf(writer.text, entries, marksOf);
  const html = entries[0]?.structure.row?.table.hasSpans === true;
  const columns = rows.reduce((widest, row) => Math.max(widest, widthOf(row)), 1);
  return rows.map((row, index) => {
    const lead = index > 0 ? `\n${prefix}` : html ? `${before}<table>\n${prefix}` : before;
    const from = row.fragments[0]?.start ?? row.entry.start;
    const begin = writtenAt(writer, writer.end) + before.lastIndexOf('\n') + 1;
    replace(writer, writer.end, from, lead);
    const start = index === 0 ? begin : writtenAt(writer, from);
    if (html) writeHtmlRow(writer, row);
    else writeRow(writer, row, columns);
    if (!html && index === 0) replace(writer, writer.end, writer.end, `\n${prefix}|${' --- |'.repeat(columns)}`);
    if (html && index === rows.length - 1) replace(writer, writer.end, writer.end, `\n${prefix}</table>`);
    const end = writtenAt(writer, writer.end);
    return { entry: row.entry, start, end };
  });
}

function widthOf({ entry, fragments }: TextRow): number {
  return Math.max(entry.structure.row?.cells.length ?? 0, (fragments.at(-1)?.column ?? 0) + 1);
}

function rowsOf(text: string, entries: readonly Entry[], marksOf: MarksOf): readonly TextRow[] {
  const rows: { readonly entry: Entry; readonly fragments: Fragment[] }[] = [];
  for (const entry of entries) {
    const fragments = fragmentsOf(text, entry, marksOf(entry));
    const last = rows.at(-1);
    if (last?.entry.structure.row === entry.structure.row)
      for (const fragment of fragments) last.fragments.push(fragment);
    else rows.push({ entry, fragments: [...fragments] });
  }
  return rows.filter(({ fragments }) => fragments.length > 0);
}

function fragmentsOf(text: string, entry: Entry, marks: readonly PlacedMark[]): readonly Fragment[] {
  const { start, end } = entry;
  const cells = entry.marks.flatMap(({ is }) => (is.kind === 'cell' ? [is.cell] : []));
  const places = placesOf(text, entry, cells.length);
  return places.flatMap((place, index) => {
    const cell = cells[index] ?? null;
    const [from, to] = inkOf(text, Math.max(start, place), Math.min(end, places[index + 1] ?? end));
    if (from >= to) return [];
    const inside = marks.filter((mark) => mark.at >= from && mark.at <= to);
    return [{ column: cell?.column ?? index, cell, start: from, end: to, marks: inside }];
  });
}

/** Where cells start: behind the tabs of the line, if there are as many as cells, which repairs cannot move; else where their marks are. */
function placesOf(text: string, { start, end, marks }: Entry, cells: number): readonly number[] {
  const places = [start];
  const line = text.slice(start, end);
  for (let tab = line.indexOf('\t'); tab >= 0; tab = line.indexOf('\t', tab + 1)) places.push(start + tab + 1);
  if (cells === 0 || places.length === cells) return places;
  return marks.flatMap(({ at, is }) => (is.kind === 'cell' ? [at] : []));
}

const CELL: Setting = {
  syntax: 'markdown',
  opens: false,
  heading: false,
  emphasis: false,
  cell: true,
  tilde: true,
  dollar: true,
};
const HTML: Setting = { ...CELL, syntax: 'html' };

function writeRow(writer: Writer, { fragments }: TextRow, columns: number): void {
  let column = -1;
  for (const { column: next, start, end, marks } of fragments) {
    const lead = column < 0 ? `|${' |'.repeat(next)} ` : next === column ? '<br>' : `${' |'.repeat(next - column)} `;
    replace(writer, writer.end, start, lead);
    writeInline(writer, start, end, marks, CELL);
    replace(writer, end, end, '');
    column = Math.max(next, column);
  }
  replace(writer, writer.end, writer.end, ' |'.repeat(columns - column));
}

function writeHtmlRow(writer: Writer, { entry, fragments }: TextRow): void {
  const cells = entry.structure.row?.cells ?? [];
  let next = 0;
  let open = '';
  let lead = '<tr>';
  for (const { cell, column, start, end, marks } of fragments) {
    if (column < next) lead = '<br>';
    else {
      lead += open === '' ? '' : `</${open}>`;
      for (; next < column; next++) lead += emptyCell(cells[next]);
      open = nameOf(cell);
      lead += startOf(cell);
      next = column + 1;
    }
    replace(writer, writer.end, start, lead);
    writeInline(writer, start, end, marks, HTML);
    replace(writer, end, end, '');
    lead = '';
  }
  let close = open === '' ? lead : `</${open}>`;
  for (; next < cells.length; next++) close += emptyCell(cells[next]);
  replace(writer, writer.end, writer.end, `${close}</tr>`);
}

function nameOf(cell: Cell | null | undefined): string {
  return cell?.header === true ? 'th' : 'td';
}

function startOf(cell: Cell | null | undefined): string {
  const { colspan = 1, rowspan = 1 } = cell ?? {};
  const spans = `${colspan > 1 ? ` colspan="${colspan}"` : ''}${rowspan > 1 ? ` rowspan="${rowspan}"` : ''}`;
  return `<${nameOf(cell)}${spans}>`;
}

function emptyCell(cell: Cell | undefined): string {
  return `${startOf(cell)}</${nameOf(cell)}>`;
}
