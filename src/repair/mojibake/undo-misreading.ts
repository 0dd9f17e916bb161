import type { ByteLattice } from '../decoder/lattice.ts';
import { decodeLattice } from '../decoder/beam-search.ts';
import type { Chosen, DecodeOptions } from '../decoder/beam-search.ts';
import { scriptBalance } from '../decoder/language-model.ts';
import { visitLines } from '../../text/lines.ts';
import { pathEdits } from '../decoder/edits-of-path.ts';
import { hasGarbledStretch } from '../decoder/garbled-stretch.ts';
import { settleGuesses } from '../decoder/settle-guesses.ts';
import { likelyPlaces } from './likely-places.ts';
import type { Place } from './likely-places.ts';
import { misreadLattice } from './misreading-lattice.ts';
import type { Freedom, Misreading } from './misreading-lattice.ts';
import type { Edit } from '../../types.ts';
import { readsAsJapanese } from './reads-as-japanese.ts';
import { chanceMargin, demandsOf, isPlain, isTorn, READABLE, verdict } from './verdict.ts';
import type { Asked } from './verdict.ts';

/** What a reader leaves where it cannot read. */
const MARK = /[?\ufffd]/;
/** Longest piece decoded at once, in UTF-16 code units, so that memory stays bounded. */
const PIECE_UNITS = 1500;
/** Search budget of one rule for one text, in candidates: hostile input takes seconds, not minutes. */
const SEARCH_BUDGET = 2_000_000;
/** Most pieces searched for missing bytes, which makes the search wide. */
const MAX_GUESSED_PIECES = 20;
/** Pieces that may be suspected in vain before the rule gives up, and how many more each repaired piece allows. */
const MAX_FAILED_PIECES = 8;
const EXTRA_PER_REPAIR = 4;
const ABOUT_MOJIBAKE =
  /[乱亂][码碼]|[编編][码碼]|字符集|mojibake|UTF-?8|GBK|GB2312|GB18030|Big-?5|Latin-?1|Unicode|程序[员員]/iu;

/** Edits that undo a misreading in pieces that `suspect` selects, where the language model rates the result clearly better. */
export function undoMisreading(
  text: string,
  misreading: Misreading,
  suspect: Suspicion,
  guess: boolean,
  asked: Asked = 'text',
): readonly Edit[] {
  const suspected = piecesThat(suspect, text);
  if (suspected.length === 0 || (isPlain(misreading) && readsAsJapanese(text))) return [];
  const search: Search = {
    misreading,
    script: scriptBalance(text),
    budget: { left: SEARCH_BUDGET },
    wide: { left: SEARCH_BUDGET },
    settling: { left: SEARCH_BUDGET },
    own: null,
    whole: true,
    seen: new Map(),
    asked,
  };
  const edits = undoInPieces(text, suspected, search, guess);
  if (asked === 'words' || !isPlain(misreading) || !isMostOf(text, edits)) return edits;
  const rest = piecesThat((line, start, end) => isBeyondAscii(line, start, end), text).filter(
    ([start, end]) => !edits.some(({ at }) => at >= start && at < end),
  );
  const more = undoInPieces(text, rest, { ...search, seen: new Map(), asked: 'little' }, guess);
  return [...edits, ...more].sort((a, b) => a.at - b.at);
}

type Piece = readonly [start: number, end: number];

function undoInPieces(text: string, pieces: readonly Piece[], search: Search, guess: boolean): readonly Edit[] {
  const edits: Edit[] = [];
  let guessedPieces = 0;
  let attemptsLeft = MAX_FAILED_PIECES;
  for (const [start, end] of pieces) {
    const found = undoInPiece(text.slice(start, end), search, guess && guessedPieces++ < MAX_GUESSED_PIECES);
    for (const edit of found) edits.push({ ...edit, at: edit.at + start });
    attemptsLeft += found.length > 0 ? EXTRA_PER_REPAIR : -1;
    if (attemptsLeft === 0 || search.budget.left <= 0) break;
  }
  return edits;
}

/** Of what is beyond ASCII, how much has to be misread to prove that all of it is. */
const MOST_OF = 0.6;

function isMostOf(text: string, edits: readonly Edit[]): boolean {
  const changed = beyondAsciiIn(edits);
  return changed > 0 && changed >= MOST_OF * beyondAscii(text, 0, text.length);
}

function beyondAsciiIn(edits: readonly Edit[]): number {
  return edits.reduce((sum, { old }) => sum + beyondAscii(old, 0, old.length), 0);
}

function isBeyondAscii(text: string, start: number, end: number): boolean {
  return beyondAscii(text, start, end) > 0;
}

function beyondAscii(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) if (text.charCodeAt(i) >= 0x80) count++;
  return count;
}

/** Whether `[start, end)` of a text may have been misread; must be cheap, since it is called for every line. */
export type Suspicion = (text: string, start: number, end: number) => boolean;

function piecesThat(suspect: Suspicion, text: string): readonly Piece[] {
  const found: Piece[] = [];
  visitLines(text, (first, last) => {
    for (let start = first; start < last; start += PIECE_UNITS) {
      const end = Math.min(last, start + PIECE_UNITS);
      if (suspect(text, start, end)) found.push([start, end]);
    }
  });
  return found;
}

interface Search extends DecodeOptions {
  readonly misreading: Misreading;
  /** Budget of searches for pairs dropped besides, which must not use up that of the pieces that follow. */
  readonly wide: DecodeOptions['budget'];
  /** Budget of the estimates of how sure guesses are. */
  readonly settling: DecodeOptions['budget'];
  /** Edits by the text of a piece, so that equal pieces are searched once. */
  readonly seen: Map<string, readonly Edit[]>;
  readonly asked: Asked;
}

function undoInPiece(piece: string, search: Search, guess: boolean): readonly Edit[] {
  const known = search.seen.get(piece);
  if (known) return known;
  if (isPlain(search.misreading) && readsAsJapanese(piece)) return [];
  const edits = isWorthwhile(piece, search, guess) ? accepted(searched(piece, search, guess), piece, search) : [];
  search.seen.set(piece, edits);
  return edits;
}

function searched(piece: string, search: Search, guess: boolean): readonly Edit[] {
  const marked = MARK.test(piece);
  const found = searchedWith(piece, search, { guess, drops: guess && dropsPairs(search.misreading) && !marked });
  if (!guess || !marked || !mayDropToo(piece, search)) return found;
  const isWhole =
    beyondAscii(piece, 0, piece.length) === beyondAsciiIn(found) && found.every((edit) => !edit.new.includes('\ufffd'));
  if (isWhole) return found;
  const wider = searchedWith(piece, { ...search, budget: search.wide }, { guess, drops: true });
  return wider.length === 0 ? found : wider;
}

function searchedWith(piece: string, search: Search, freedom: Freedom): readonly Edit[] {
  const lattice = misreadLattice(piece, search.misreading, { ...freedom, few: search.asked === 'words' });
  return pathEdits(decodeInItsScript(lattice, search), lattice.at, piece);
}

/** Whether readers of the set drop pairs of private use without leaving a mark. */
function dropsPairs({ written, read }: Misreading): boolean {
  return written === 'utf-8' && read === 'gbk';
}

/**
 * Whether a reader that left question marks for what it could not read may have dropped pairs besides. The search for them is wide, so it is made
 * only where the one without them leaves something as it was. A reader that puts U+FFFD drops nothing.
 */
function mayDropToo(piece: string, { misreading }: Search): boolean {
  return dropsPairs(misreading) && !piece.includes('\ufffd');
}

/** Context around a place, in UTF-16 code units, so that it is decoded as in the whole piece. */
const CONTEXT_UNITS = 24;

/** False if a search of the piece would find nothing good, as with nearly all pieces that look strange but are not damaged. */
function isWorthwhile(piece: string, search: Search, guess: boolean): boolean {
  const { misreading } = search;
  if (search.asked !== 'text' || (guess && isWideOpen(misreading, piece))) return true;
  const margin = chanceMargin(piece, misreading);
  const places = likelyPlaces(piece, misreading, { han: demandsOf(misreading).least, cost: READABLE, margin });
  if (places === null) return true;
  const parts = widened(places, piece.length);
  if (2 * parts.reduce((sum, [start, end]) => sum + end - start, 0) > piece.length) return true;
  return parts.some(([start, end]) => hasGood(piece.slice(start, end), search, guess));
}

/** Tries both scripts: a part does not tell which one the whole piece turns out to be in. */
function hasGood(part: string, search: Search, guess: boolean): boolean {
  const lattice = misreadLattice(part, search.misreading, {
    guess,
    drops: guess && dropsPairs(search.misreading) && !MARK.test(part),
  });
  const scripts = [search.script, ...[1, -1].filter((script) => script * search.script <= 0)];
  return scripts.some((script) => {
    const edits = pathEdits(decodeLattice(lattice, { ...search, script })?.path ?? [], lattice.at, part);
    return edits.some((edit) => verdict(edit, search.misreading, search.asked) === 'good');
  });
}

/** Where a guess may supply bytes in so many places that nothing can be told beforehand. */
function isWideOpen({ read }: Misreading, piece: string): boolean {
  return read === 'single-byte' || (read === 'gbk' && MARK.test(piece));
}

/** The places with their context, merged into disjoint parts. */
function widened(places: readonly Place[], length: number): readonly Place[] {
  const parts: [number, number][] = [];
  for (const [from, to] of [...places].sort(([a], [b]) => a - b)) {
    const [start, end] = [Math.max(0, from - CONTEXT_UNITS), Math.min(length, to + CONTEXT_UNITS)];
    const last = parts.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else parts.push([start, end]);
  }
  return parts;
}

/** The most likely path, decoded again if it is in another script than the damaged text suggested; empty if there is none. */
function decodeInItsScript(lattice: ByteLattice, search: Search): readonly Chosen[] {
  const path = decodeLattice(lattice, search)?.path ?? [];
  const known = path.filter((chosen) => !chosen.guessed);
  const script = scriptBalance(known.map((chosen) => chosen.text).join(''));
  if (script * search.script > 0 || script === search.script)
    return settleGuesses(path, lattice, { ...search, budget: search.settling });
  const inScript = { ...search, script };
  return settleGuesses(decodeLattice(lattice, inScript)?.path ?? [], lattice, { ...inScript, budget: search.settling });
}

function accepted(edits: readonly Edit[], piece: string, search: Search): readonly Edit[] {
  const judged = edits.map((edit) => ({
    edit,
    is: isTorn(edit, piece, search.misreading) ? 'bad' : verdict(edit, search.misreading, search.asked),
  }));
  if (!judged.some(({ is }) => is === 'good')) return [];
  const kept = judged.filter(({ is }) => is !== 'bad').map(({ edit }) => edit);
  if (search.misreading.written !== 'utf-8' && kept.some((edit) => hasGarbledStretch(edit.new))) return [];
  return quotesMojibake(piece, kept) ? [] : kept;
}

/** Number of UTF-16 code units that edits replace. */
export function replacedUnits(edits: readonly Edit[]): number {
  return edits.reduce((sum, { old }) => sum + old.length, 0);
}

/** The reading of a text that replaces most of it; the first one if several replace as much. */
export function mostReplaced(readings: readonly (readonly Edit[])[]): readonly Edit[] {
  return readings.reduce((best, found) => (replacedUnits(found) > replacedUnits(best) ? found : best), []);
}

/** True for a line about encodings of which less than half (in UTF-16 code units) would be repaired. */
export function quotesMojibake(line: string, edits: readonly Edit[]): boolean {
  return replacedUnits(edits) < line.length / 2 && ABOUT_MOJIBAKE.test(line);
}
