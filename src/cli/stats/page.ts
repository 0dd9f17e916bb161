import { piecesOf } from '../../side-by-side/pieces.ts';
import { rowsOf } from '../../side-by-side/rows.ts';
import type { Piece, Row } from '../../side-by-side/types.ts';
import type { Made } from './made.ts';

/** A document before and after, as much of it as a report shows: JSON in few bytes, because ledgers hold it. */
export type SampledRow =
  | readonly [what: '=' | '-' | '+', line: number, text: string, rules: string]
  | readonly [what: '~', line: number, left: readonly SampledRun[], rules: string, right: readonly SampledRun[]]
  /** Rows that are left out, and their characters. */
  | readonly [what: '…', rows: number, characters: number];

/** `!` is changed, `?` guessed, '' the same on the other side. */
export type SampledRun = readonly [text: string, mark: '' | '!' | '?'];

/** Longest row, in UTF-16 code units; a longer one is cut. */
const MAX_ROW_UNITS = 240;
/** Size of a run besides its text, and largest sample, in UTF-16 code units. */
const RUN_UNITS = 8;
const MAX_UNITS = 6000;
/** Share of a sample that is taken from the start of a long document; the rest is from its end. */
const START_SHARE = 0.6;
/** Of a run of unchanged, or of removed lines, this many are shown at each end. */
const CONTEXT_ROWS: Readonly<Record<Row['what'], number>> = { same: 2, removed: 6, changed: Infinity, added: Infinity };

/** The rows of a document, with unchanged and removed stretches shortened. */
export function sampledRows({ read, steps }: Made): readonly SampledRow[] {
  const traced = steps.map(({ stage, rule, edits }) => ({ stage, rule, edits: edits() }));
  const rows = rowsOf(piecesOf(read, traced)).filter(({ pieces }) => pieces.some(hasText));
  return within(shortened(rows)).map((row) => ('rows' in row ? ['…', row.rows, row.units] : sampled(row)));
}

function hasText({ before, after }: Piece): boolean {
  return /\S/.test(before) || /\S/.test(after);
}

const WHAT = { same: '=', removed: '-', added: '+' } as const;

function sampled({ what, line, pieces }: Row): SampledRow {
  const rules = rulesIn(pieces, what === 'removed').join(' ');
  if (what === 'changed') return ['~', line, runsOf(pieces, 'before'), rules, runsOf(pieces, 'after')];
  const text = pieces.map(({ before, after }) => (what === 'added' ? after : before)).join('');
  return [WHAT[what], line, cut(withoutTerminator(text), MAX_ROW_UNITS), rules];
}

/** The rules that changed some pieces, in the order of the text; of a removed line, those that took something away. */
function rulesIn(pieces: readonly Piece[], removed: boolean): readonly string[] {
  const rules = new Set<string>();
  for (const piece of pieces) {
    if (!hasText(piece)) continue;
    for (const change of piece.changes) if (!removed || change.new === '') rules.add(change.rule);
  }
  return [...rules];
}

/** One side of a changed row. A change is shown as a whole: edits are small, and comparing by character costs more than the run. */
function runsOf(pieces: readonly Piece[], side: 'before' | 'after'): readonly SampledRun[] {
  const kept: SampledRun[] = [];
  let left = MAX_ROW_UNITS;
  for (const { [side]: whole, changes } of pieces) {
    const text = withoutTerminator(whole);
    if (text === '') continue;
    if (left <= 0) return [...kept, ['…', '']];
    const mark = changes.length === 0 ? '' : changes.some(({ guessed }) => guessed > 0) ? '?' : '!';
    kept.push([cut(text, left), mark]);
    left -= text.length;
  }
  return kept;
}

const TERMINATORS = '\r\n\u2028\u2029';

function withoutTerminator(text: string): string {
  let end = text.length;
  while (end > 0 && TERMINATORS.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** A text cut to a length, but not inside a surrogate pair. */
function cut(text: string, units: number): string {
  return text.length <= units ? text : `${text.slice(0, units).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Rows that are left out. */
interface Gap {
  readonly rows: number;
  readonly units: number;
}

/** Leaves out the middle of long stretches of unchanged and of removed rows. */
function shortened(rows: readonly Row[]): readonly (Row | Gap)[] {
  const made: (Row | Gap)[] = [];
  for (let start = 0; start < rows.length;) {
    const what = rows[start]?.what ?? 'same';
    let end = start + 1;
    while (rows[end]?.what === what) end++;
    const context = CONTEXT_ROWS[what];
    for (const row of withoutMiddle(rows.slice(start, end), context, context)) made.push(row);
    start = end;
  }
  return made;
}

function within(rows: readonly (Row | Gap)[]): readonly (Row | Gap)[] {
  const sizes = rows.map(sizeOf);
  if (sizes.reduce((sum, size) => sum + size, 0) <= MAX_UNITS) return rows;
  const atStart = fitting(sizes, MAX_UNITS * START_SHARE);
  const atEnd = Math.min(fitting(sizes.toReversed(), MAX_UNITS * (1 - START_SHARE)), rows.length - atStart);
  return withoutMiddle(rows, atStart, atEnd);
}

/** How many sizes from the first on fit into a sum. */
function fitting(sizes: readonly number[], most: number): number {
  let sum = 0;
  const end = sizes.findIndex((size) => (sum += size) > most);
  return end < 0 ? sizes.length : end;
}

function withoutMiddle(rows: readonly (Row | Gap)[], atStart: number, atEnd: number): readonly (Row | Gap)[] {
  if (rows.length <= atStart + atEnd + 1) return rows;
  const middle = rows.slice(atStart, rows.length - atEnd);
  const count = middle.reduce((sum, row) => sum + ('rows' in row ? row.rows : 1), 0);
  const units = middle.reduce((sum, row) => sum + unitsOf(row), 0);
  return [...rows.slice(0, atStart), { rows: count, units }, ...rows.slice(rows.length - atEnd)];
}

/** Size of a row as JSON. */
function sizeOf(row: Row | Gap): number {
  if ('rows' in row || row.what !== 'changed') return Math.min(unitsOf(row), MAX_ROW_UNITS) + RUN_UNITS;
  return row.pieces.reduce((sum, { before, after }) => sum + before.length + after.length + 2 * RUN_UNITS, RUN_UNITS);
}

/** Of the left side, or of an added row. */
function unitsOf(row: Row | Gap): number {
  if ('rows' in row) return row.units;
  return row.pieces.reduce((sum, { before, after }) => sum + (before === '' ? after : before).length, 0);
}
