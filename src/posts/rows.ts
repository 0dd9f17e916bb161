import { dateIn } from '../text/date.ts';
import { matchFormOf } from '../text/match-form.ts';
import type { Talk } from './found.ts';
import type { PostLine } from './lines.ts';
import { asName, isDated } from './stamps.ts';

/** Comments in rows of a table, as `name ⇥ text ⇥ time`: which cell is which. */
interface Columns {
  readonly name: number;
  readonly date: number;
  readonly text: number;
}

/** What introduces such a table. */
const HEADING = /评论|留言|跟帖|回复|回帖|答复/;
/** Longest such line, in UTF-16 units, and how many lines above the first row it may stand. */
const MAX_HEADING_UNITS = 24;
const MAX_HEADING_LINES = 3;
const MIN_ROWS = 2;
const MAX_NAME_UNITS = 20;

/** Comments in the rows of a table below a heading that says so; empty if there are none. */
export function rowPosts(lines: readonly PostLine[]): readonly Talk[] {
  const rows = lines.map(({ text }) => text.split('\t'));
  for (let at = 0; at < lines.length; at++) {
    const columns = columnsOf(rows[at] ?? []);
    if (columns === null || !isBelowHeading(lines, at)) continue;
    let end = at;
    while (end < lines.length && isSame(columnsOf(rows[end] ?? []), columns)) end++;
    if (end - at >= MIN_ROWS)
      return lines.slice(at, end).map((line, row) => postOf(line, rows[at + row] ?? [], columns));
  }
  return [];
}

function columnsOf(cells: readonly string[]): Columns | null {
  if (cells.length !== 3) return null;
  const isDate = (cell: string): boolean =>
    isDated({ matchForm: matchFormOf(cell) }) && cell.length <= MAX_HEADING_UNITS;
  const date = cells.findLastIndex(isDate);
  const name = cells.findIndex(
    (cell, i) => i !== date && cell !== '' && cell.length <= MAX_NAME_UNITS && !/[,，。!！?？;；:：]/.test(cell),
  );
  const text = [0, 1, 2].find((i) => i !== date && i !== name);
  return date < 0 || name < 0 || text === undefined ? null : { name, date, text };
}

function isSame(found: Columns | null, wanted: Columns): boolean {
  return found !== null && found.date === wanted.date && found.name === wanted.name;
}

function isBelowHeading(lines: readonly PostLine[], at: number): boolean {
  return lines
    .slice(Math.max(0, at - MAX_HEADING_LINES), at)
    .some(({ matchForm }) => matchForm.length <= MAX_HEADING_UNITS && HEADING.test(matchForm));
}

function postOf(line: PostLine, cells: readonly string[], { name, date, text }: Columns): Talk {
  const before = cells.slice(0, text).reduce((sum, cell) => sum + cell.length + 1, line.offset);
  return {
    author: asName(cells[name] ?? ''),
    published: dateIn(cells[date] ?? ''),
    first: line.index,
    floor: null,
    called: '',
    number: 0,
    outer: 0,
    text: [{ line: line.index, start: before, end: before + (cells[text]?.length ?? 0) }],
  };
}
