import type { Cell, Figure, Row } from '../structure.ts';
import { inkOf } from '../text/trim.ts';
import type { Setting } from './escape.ts';
import { figureMarkup, writeInline } from './inline.ts';
import type { PlacedMark } from './inline.ts';
import type { Entry, Segment } from './segments.ts';
import { replace, writtenAt } from './writer.ts';
import type { Writer } from './writer.ts';

/** A part of a line that is a cell or one of its lines; or a figure on a line of its own, without text. */
interface Fragment {
  readonly figure?: Figure;
  readonly column: number;
  readonly cell: Cell | null;
  readonly start: number;
  readonly end: number;
  readonly marks: readonly PlacedMark[];
}

/** A row with the text that it has left, and its figures. */
interface WrittenRow {
  readonly row: Row | null;
  readonly fragments: readonly Fragment[];
}

export type MarksOf = (entry: Entry) => readonly PlacedMark[];

/** Writes the rows of a table; returns each with its place in what is written, the first and last with what is around the rows. `before` is written in front of the first row, `prefix` in front of others. */
export function writeTable(
  writer: Writer,
  segment: Segment,
  marksOf: MarksOf,
  before: string,
  prefix: string,
): readonly { readonly row: Row | null; readonly start: number; readonly end: number }[] {
  const rows = rowsOf(writer.text, segment, marksOf);
  const html = segment.entries[0]?.structure.row?.table.hasSpans === true;
  const columns = rows.reduce((widest, row) => Math.max(widest, widthOf(row)), 1);
  return rows.map((row, index) => {
    const lead = index > 0 ? `\n${prefix}` : html ? `${before}<table>\n${prefix}` : before;
    const [first] = row.fragments;
    const from = first === undefined || first.figure !== undefined ? writer.end : first.start;
    const begin = writtenAt(writer, writer.end) + before.lastIndexOf('\n') + 1;
    replace(writer, writer.end, from, lead);
    const start = index === 0 ? begin : writtenAt(writer, from);
    if (html) writeHtmlRow(writer, row);
    else writeRow(writer, row, columns);
    if (!html && index === 0) replace(writer, writer.end, writer.end, `\n${prefix}|${' --- |'.repeat(columns)}`);
    if (html && index === rows.length - 1) replace(writer, writer.end, writer.end, `\n${prefix}</table>`);
    const end = writtenAt(writer, writer.end);
    return { row: row.row, start, end };
  });
}

function widthOf({ row, fragments }: WrittenRow): number {
  return Math.max(row?.cells.length ?? 0, (fragments.at(-1)?.column ?? 0) + 1);
}

function rowsOf(text: string, { entries, inside }: Segment, marksOf: MarksOf): readonly WrittenRow[] {
  const rows: { readonly row: Row | null; readonly fragments: Fragment[]; readonly figures: Figure[] }[] = [];
  const placed = new Set<Figure>();
  const rowFor = (row: Row | null): (typeof rows)[number] => {
    const last = rows.at(-1);
    if (last?.row === row) return last;
    const next = { row, fragments: [], figures: [] };
    rows.push(next);
    return next;
  };
  const place = (figures: readonly Figure[]): void => {
    for (const figure of figures)
      if (inside.has(figure) && !placed.has(figure)) {
        placed.add(figure);
        rowFor(figure.cell?.row ?? null).figures.push(figure);
      }
  };
  for (const entry of entries) {
    const { row, above, below } = entry.structure;
    place(above);
    for (const fragment of fragmentsOf(text, entry, marksOf(entry))) rowFor(row).fragments.push(fragment);
    place(below);
  }
  return rows.map(({ row, fragments, figures }) => ({ row, fragments: withFigures(fragments, figures) }));
}

/** The fragments of a row with its figures between them. */
function withFigures(fragments: readonly Fragment[], figures: readonly Figure[]): readonly Fragment[] {
  const all = [...fragments];
  for (const figure of figures) {
    const { cell, line } = figure;
    const column = cell?.column ?? 0;
    let lines = 0;
    const next = all.findIndex((other) => {
      const passes = other.column < column || (other.column === column && (other.figure ?? null) !== null);
      return !passes && !(other.column === column && lines++ < line);
    });
    all.splice(next < 0 ? all.length : next, 0, { figure, column, cell, start: 0, end: 0, marks: [] });
  }
  return all;
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

function writeRow(writer: Writer, { fragments }: WrittenRow, columns: number): void {
  let column = -1;
  for (const fragment of fragments) {
    const { column: next } = fragment;
    const lead = column < 0 ? `|${' |'.repeat(next)} ` : next <= column ? '<br>' : `${' |'.repeat(next - column)} `;
    writeFragment(writer, lead, fragment, CELL);
    column = Math.max(next, column);
  }
  replace(writer, writer.end, writer.end, ' |'.repeat(columns - column));
}

function writeFragment(writer: Writer, lead: string, fragment: Fragment, setting: Setting): void {
  const { figure, start, end, marks } = fragment;
  if (figure !== undefined) {
    replace(writer, writer.end, writer.end, `${lead}${figureMarkup(figure, setting)}`);
    return;
  }
  replace(writer, writer.end, start, lead);
  writeInline(writer, start, end, marks, setting);
  replace(writer, end, end, '');
}

function writeHtmlRow(writer: Writer, { row, fragments }: WrittenRow): void {
  const cells = row?.cells ?? [];
  let next = 0;
  let open = '';
  let lead = '<tr>';
  for (const fragment of fragments) {
    const { cell, column } = fragment;
    if (column < next) lead = '<br>';
    else {
      lead += open === '' ? '' : `</${open}>`;
      for (; next < column; next++) lead += emptyCell(cells[next]);
      open = nameOf(cell);
      lead += startOf(cell);
      next = column + 1;
    }
    writeFragment(writer, lead, fragment, HTML);
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
