import { undo } from '../engine/edits.ts';
import { piecesOf } from './pieces.ts';
import type { Piece, Row, SideBySide, TracedRecord } from './types.ts';

/** A record beside its original. Throws if its trace does not lead to its text. */
export function sideBySide(record: TracedRecord): SideBySide {
  const steps = record.trace.filter(({ stage }) => stage !== 'read');
  const original = undo(record.text, steps);
  return { record, original, rows: rowsOf(piecesOf(original, steps)) };
}

const TERMINATOR = /\r\n|[\n\r\u2028\u2029]/g;

/** Rows of pieces, cut wherever both sides are at the start of a line. */
export function rowsOf(pieces: readonly Piece[]): readonly Row[] {
  const before = sideOf(pieces.map((piece) => piece.before).join(''));
  const after = sideOf(pieces.map((piece) => piece.after).join(''));
  const rows: Row[] = [];
  let row: Piece[] = [];
  let [line, offset, at, atAfter] = [1, 0, 0, 0];
  for (const piece of pieces.flatMap(byLines)) {
    row.push(piece);
    at += piece.before.length;
    atAfter += piece.after.length;
    if (!before.breaksAt(at) || !after.breaksAt(atAfter)) continue;
    rows.push({ what: whatOf(row), line, offset, pieces: row });
    line += before.linesIn(offset, at);
    offset = at;
    row = [];
  }
  return rows;
}

/** One side of the rows. */
interface Side {
  /** Whether a line starts here, or the text ends. */
  readonly breaksAt: (at: number) => boolean;
  /** Number of lines that end in `[from, to)`. */
  readonly linesIn: (from: number, to: number) => number;
}

function sideOf(text: string): Side {
  return {
    breaksAt: (at) => at === text.length || at === 0 || endsLine(text, at),
    linesIn: (from, to) => text.slice(from, to).match(TERMINATOR)?.length ?? 0,
  };
}

function endsLine(text: string, at: number): boolean {
  const last = text[at - 1] ?? '';
  return '\n\u2028\u2029'.includes(last) || (last === '\r' && text[at] !== '\n');
}

function whatOf(pieces: readonly Piece[]): Row['what'] {
  if (pieces.every(({ after }) => after === '')) return 'removed';
  if (pieces.every(({ before }) => before === '')) return 'added';
  return pieces.every(isSame) ? 'same' : 'changed';
}

/** Whether a reader sees no difference: line terminators do not show. */
function isSame({ before, after, changes }: Piece): boolean {
  return changes.length === 0 || (before + after).replace(TERMINATOR, '') === '';
}

/** A piece cut where a row may end. A replacement is cut only if both sides have lines: the first goes with the first, the last with the last. */
function byLines(piece: Piece): readonly Piece[] {
  const { before, after, changes } = piece;
  const left = linesOf(before);
  if (changes.length === 0) return left.filter(Boolean).map((text) => ({ before: text, after: text, changes }));
  if (after === '') return left.filter(Boolean).map((text) => ({ ...piece, before: text }));
  const right = linesOf(after);
  if (before === '') return right.filter(Boolean).map((text) => ({ ...piece, after: text }));
  if (left.length < 2 || right.length < 2) return [piece];
  const made: Piece[] = [];
  const inner = Math.max(left.length, right.length) - 1;
  for (let index = 0; index < inner; index++)
    made.push(part(index < left.length - 1 ? left[index] : '', index < right.length - 1 ? right[index] : ''));
  return [...made, part(left.at(-1), right.at(-1))].filter((cut) => cut.before + cut.after !== '');

  function part(from = '', to = ''): Piece {
    return { before: from, after: to, changes: from === to ? [] : changes };
  }
}

/** Lines with their terminators, and what follows the last terminator, even if it is empty. */
function linesOf(text: string): readonly string[] {
  // Most pieces are within a line.
  if (!/[\n\r\u2028\u2029]/.test(text)) return [text];
  const lines: string[] = [];
  let start = 0;
  for (const match of text.matchAll(TERMINATOR)) {
    const end = match.index + match[0].length;
    lines.push(text.slice(start, end));
    start = end;
  }
  return [...lines, text.slice(start)];
}
