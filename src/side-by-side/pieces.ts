import type { Edit } from '../types.ts';
import type { Change, Piece } from './types.ts';

/** The edits of a rule, as in a record's `trace`. */
export type TracedStep = Pick<Change, 'stage' | 'rule'> & { readonly edits: readonly Edit[] };

/**
 * Pieces whose left sides joined are `original` and whose right sides joined are the text after all steps. Edits that touch the
 * output of earlier ones are in one piece with them. Throws if an edit does not match.
 */
export function piecesOf(original: string, steps: readonly TracedStep[]): readonly Piece[] {
  return steps.reduce(through, original === '' ? [] : [unchanged(original)]);
}

function unchanged(text: string): Piece {
  return { before: text, after: text, changes: [] };
}

/** A piece being made. `head` is done; `tail` is text of the step's input that its next edits may still change. */
interface Open {
  before: string;
  head: string;
  tail: string;
  readonly changes: Change[];
}

/** Pieces still to come, and where they begin in the input of the step. */
interface Ahead {
  readonly pieces: readonly Piece[];
  index: number;
  /** The rest of an unchanged piece that was cut; it comes before the piece at `index`. */
  cut: Piece | null;
  at: number;
}

/** The pieces after one more step. */
function through(pieces: readonly Piece[], step: TracedStep): readonly Piece[] {
  const made: Piece[] = [];
  const ahead: Ahead = { pieces, index: 0, cut: null, at: 0 };
  let open: Open | null = null;
  for (const edit of step.edits) {
    const change = changeOf(step, edit);
    for (const part of partsOf(edit)) {
      if (open !== null && part.at >= ahead.at) {
        made.push(closed(open));
        open = null;
      }
      open ??= begun(ahead, part.at, made);
      const rest = open.tail === '' && part.new === '' ? withoutWhole(ahead, part, change, made) : part;
      if (rest !== null) apply(open, ahead, rest, change);
      if (open.tail !== '') continue;
      if (rest !== null) made.push(closed(open));
      open = null;
    }
  }
  if (open !== null) made.push(closed(open));
  for (let piece = next(ahead, Infinity); piece !== null; piece = next(ahead, Infinity)) made.push(piece);
  return made;
}

function changeOf({ stage, rule }: TracedStep, edit: Edit): Change {
  const { at, old, guessed = 0, confidence = null } = edit;
  return { stage, rule, at, old, new: edit.new, guessed, confidence };
}

/** An edit that only takes away is one deletion or two, so that what stays is no part of it. */
function partsOf(edit: Edit): readonly Edit[] {
  const { at, old, guessed = 0 } = edit;
  const kept = edit.new === '' || guessed > 0 ? -1 : old.indexOf(edit.new);
  if (kept < 0) return [edit];
  const end = kept + edit.new.length;
  const around = [
    { at, old: old.slice(0, kept), new: '' },
    { at: at + end, old: old.slice(end), new: '' },
  ];
  return around.filter((part) => part.old !== '');
}

function closed({ before, head, tail, changes }: Open): Piece {
  return { before, after: head + tail, changes };
}

/** Passes over the pieces before an edit, cutting an unchanged one, and opens a piece there. It holds a changed piece that the edit is inside of. */
function begun(ahead: Ahead, at: number, made: Piece[]): Open {
  const open: Open = { before: '', head: '', tail: '', changes: [] };
  while (ahead.at < at || (ahead.at === at && isGone(ahead))) {
    const piece = next(ahead, at - ahead.at);
    if (piece === null) throw new Error(`An edit at ${at} is beyond the text`);
    if (ahead.at > at) absorb(open, piece);
    else made.push(piece);
  }
  return open;
}

/** Whether nothing is left of the next piece. */
function isGone({ cut, pieces, index }: Ahead): boolean {
  return (cut ?? pieces[index])?.after === '';
}

/** Takes the next piece; of an unchanged one no more than `units`. Null at the end. */
function next(ahead: Ahead, units: number): Piece | null {
  const piece = ahead.cut ?? ahead.pieces[ahead.index];
  if (piece === undefined) return null;
  const isCut = piece.changes.length === 0 && piece.after.length > units;
  if (ahead.cut === null) ahead.index++;
  ahead.cut = isCut ? unchanged(piece.after.slice(units)) : null;
  const taken = isCut ? unchanged(piece.after.slice(0, units)) : piece;
  ahead.at += taken.after.length;
  return taken;
}

function absorb(open: Open, piece: Piece): void {
  open.before += piece.before;
  open.tail += piece.after;
  for (const change of piece.changes) open.changes.push(change);
}

/**
 * Deletes the pieces that a deletion covers as a whole, each by itself, so that a line keeps the rule that removed it. Returns the
 * deletion in the last piece if that is changed and covered in part, else null.
 */
function withoutWhole(ahead: Ahead, { at, old }: Edit, change: Change, made: Piece[]): Edit | null {
  const end = at + old.length;
  while (ahead.at < end) {
    const start = ahead.at;
    if (isPartly(ahead, end)) return { at: start, old: old.slice(start - at), new: '' };
    const piece = next(ahead, end - start);
    if (piece === null) throw new Error(`An edit at ${at} is beyond the text`);
    if (!old.startsWith(piece.after, start - at)) throw new Error(`An edit at ${at} does not match the text`);
    made.push(piece.after === '' ? piece : { ...piece, after: '', changes: [...piece.changes, change] });
  }
  return null;
}

/** Whether the next piece is changed and goes on beyond `end`. */
function isPartly({ cut, pieces, index, at }: Ahead, end: number): boolean {
  const piece = cut ?? pieces[index];
  return piece !== undefined && piece.changes.length > 0 && at + piece.after.length > end;
}

/** Applies an edit to the open piece, which takes in what the edit covers. */
function apply(open: Open, ahead: Ahead, edit: Edit, change: Change): void {
  const end = edit.at + edit.old.length;
  while (ahead.at < end) {
    const piece = next(ahead, end - ahead.at);
    if (piece === null) throw new Error(`An edit at ${edit.at} is beyond the text`);
    absorb(open, piece);
  }
  const start = open.tail.length - (ahead.at - edit.at);
  if (!open.tail.startsWith(edit.old, start)) throw new Error(`An edit at ${edit.at} does not match the text`);
  open.head += open.tail.slice(0, start) + edit.new;
  open.tail = open.tail.slice(start + edit.old.length);
  open.changes.push(change);
}
