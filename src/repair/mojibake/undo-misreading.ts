import type { ByteLattice } from '../decoder/lattice.ts';
import { decodeLattice, scriptCost } from '../decoder/beam-search.ts';
import type { DecodeOptions } from '../decoder/beam-search.ts';
import type { Chosen } from '../decoder/hypothesis.ts';
import { scriptBalance } from '../decoder/language-model.ts';
import { visitLines } from '../../text/lines.ts';
import { isNoise } from '../../text/noise.ts';
import { pathEdits } from '../decoder/edits-of-path.ts';
import { hasGarbledStretch } from '../decoder/garbled-stretch.ts';
import { settleGuesses } from '../decoder/settle-guesses.ts';
import { isAboutMojibake } from './about-mojibake.ts';
import { brokenSequences } from './broken-sequences.ts';
import { likelyPlaces } from './likely-places.ts';
import type { Bound, Place } from './likely-places.ts';
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
/**
 * Search budget in candidates, by UTF-16 code unit of suspected text, and what short pieces full of marks take besides: real damage is
 * repaired at any length and in any place. No piece gets more than a text of its length would. The limit is a minute of one rule.
 */
const BUDGET_PER_UNIT = 8000;
const LEAST_BUDGET = 2_000_000;
const MOST_BUDGET = 200_000_000;
/** Pieces that may be suspected in vain, and how many more each repaired piece allows. Beyond them only promising ones are searched, as many again. */
const MAX_FAILED_PIECES = 8;
const EXTRA_PER_REPAIR = 4;
/** How much of a piece tells whether it is promising, in UTF-16 code units. */
const PROBE_UNITS = 40;
/** Beginnings of pieces, and their length in UTF-16 code units, that are searched in noise: if none is repaired, it is nothing else. */
const NOISE_PIECES = 2;
const NOISE_UNITS = 100;

/** Edits that undo a misreading in pieces that `suspect` selects, where the language model rates the result clearly better. */
export function undoMisreading(
  text: string,
  misreading: Misreading,
  suspect: Suspicion,
  guess: boolean,
  asked: Asked = 'text',
  wordPlaces: PlacesIn = () => null,
): readonly Edit[] {
  const suspected = piecesThat(suspect, text);
  if (suspected.length === 0 || (isPlain(misreading) && readsAsJapanese(text))) return [];
  const search: Search = {
    misreading,
    script: scriptBalance(text),
    budget: { left: Math.min(MOST_BUDGET, budgetFor(suspected)) },
    own: null,
    whole: true,
    seen: new Map(),
    asked,
    wordPlaces,
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

function budgetFor(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, [start, end]) => sum + BUDGET_PER_UNIT * (end - start), LEAST_BUDGET);
}

function undoInPieces(text: string, pieces: readonly Piece[], search: Search, guess: boolean): readonly Edit[] {
  if (isWestern(search.misreading) && isNoise(text) && !hasRepair(text, pieces, search, guess)) return [];
  const edits: Edit[] = [];
  let attemptsLeft = MAX_FAILED_PIECES;
  let choosy = false;
  for (const [start, end] of pieces) {
    const piece = text.slice(start, end);
    if (choosy && !isPromising(piece, search.misreading)) continue;
    const found = undoInPiece(piece, search, guess);
    for (const edit of found) edits.push({ ...edit, at: edit.at + start });
    attemptsLeft += found.length > 0 ? EXTRA_PER_REPAIR : -1;
    if (search.budget.left <= 0 || (attemptsLeft === 0 && choosy)) break;
    if (attemptsLeft > 0) continue;
    choosy = true;
    attemptsLeft = MAX_FAILED_PIECES;
  }
  return edits;
}

/** Whether text looks Western once it is misread so. */
function isWestern({ read }: Misreading): boolean {
  return read === 'single-byte' || read === 'mended';
}

/** In UTF-8 pairs of bytes come again before long, whatever the text; in other encodings they may not. */
function hasRepair(text: string, pieces: readonly Piece[], search: Search, guess: boolean): boolean {
  if (search.misreading.written === 'utf-8') return false;
  const beginnings = pieces.slice(0, NOISE_PIECES).map(([start, end]) => {
    return text.slice(start, Math.min(end, start + NOISE_UNITS));
  });
  return beginnings.some((beginning) => undoInPiece(beginning, search, guess).length > 0);
}

/** Whether the beginning of a piece reads well: strange text before damaged text must not use up all attempts. */
function isPromising(piece: string, misreading: Misreading): boolean {
  const probe = piece.slice(0, PROBE_UNITS);
  return likelyPlaces(probe, misreading, boundOf(probe, misreading))?.length !== 0;
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

/** The places of a piece where misread words may begin, so that a long one is searched around them first; null if they may begin anywhere. */
export type PlacesIn = (piece: string) => readonly Place[] | null;

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
  /** Edits by the text of a piece, so that equal pieces are searched once. */
  readonly seen: Map<string, readonly Edit[]>;
  readonly asked: Asked;
  readonly wordPlaces: PlacesIn;
}

function undoInPiece(piece: string, search: Search, guess: boolean): readonly Edit[] {
  const known = search.seen.get(piece);
  if (known) return known;
  if (isPlain(search.misreading) && readsAsJapanese(piece)) return [];
  const budget = { left: Math.min(search.budget.left, budgetFor([[0, piece.length]])) };
  const before = budget.left;
  const own = { ...search, budget };
  const edits = isWorthwhile(piece, own, guess) ? accepted(searched(piece, own, guess), piece, search) : [];
  search.budget.left -= before - budget.left;
  search.seen.set(piece, edits);
  return edits;
}

function searched(piece: string, search: Search, guess: boolean): readonly Edit[] {
  const lattice = latticeOf(piece, search, guess);
  return pathEdits(decodeInItsScript(lattice, search), lattice.at, piece);
}

function latticeOf(piece: string, { misreading, asked }: Search, guess: boolean): ByteLattice {
  return misreadLattice(piece, misreading, { ...freedomIn(piece, misreading, guess), few: asked === 'words' });
}

/** Readers of GBK may drop pairs of private use without leaving a mark; one that puts U+FFFD for what it cannot read drops nothing. */
function freedomIn(piece: string, { written, read }: Misreading, guess: boolean): Freedom {
  const drops = guess && written === 'utf-8' && read === 'gbk' && !piece.includes('\ufffd');
  return drops ? { guess, drops: brokenSequences(piece) } : { guess };
}

/** Context around a place, in UTF-16 code units, so that it is decoded as in the whole piece. */
const CONTEXT_UNITS = 24;

/** False if a search of the piece would find nothing good, as with nearly all pieces that look strange but are not damaged. */
function isWorthwhile(piece: string, search: Search, guess: boolean): boolean {
  const { misreading } = search;
  if (search.asked === 'little' || (guess && isWideOpen(misreading, piece))) return true;
  const places =
    search.asked === 'words' ? search.wordPlaces(piece) : likelyPlaces(piece, misreading, boundOf(piece, misreading));
  if (places === null) return true;
  const parts = widened(places, piece.length);
  if (2 * parts.reduce((sum, [start, end]) => sum + end - start, 0) > piece.length) return true;
  return parts.some(([start, end]) => hasGood(piece.slice(start, end), search, guess));
}

function boundOf(piece: string, misreading: Misreading): Bound {
  return { han: demandsOf(misreading).least, cost: READABLE, margin: chanceMargin(piece, misreading) };
}

/** Tries both scripts: a part does not tell which one the whole piece turns out to be in. */
function hasGood(part: string, search: Search, guess: boolean): boolean {
  const lattice = latticeOf(part, search, guess);
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

/**
 * The most likely path, decoded again if it is in another script than the damaged text suggested; empty if there is none. A path that was decoded
 * without a script, and has no character of the other one, is as likely in its own, where all others are no likelier: nearly all are so, and UTF-8
 * takes two thirds of the time.
 */
function decodeInItsScript(lattice: ByteLattice, search: Search): readonly Chosen[] {
  const { read, written } = search.misreading;
  // Han characters that were UTF-8 say nothing of a script. Beside those of another set others stand, which keep clean text from being changed.
  const first = written === 'utf-8' ? 0 : search.script;
  const path = decodeLattice(lattice, { ...search, script: first })?.path ?? [];
  const known = path.filter((chosen) => !chosen.guessed);
  const script = scriptBalance(known.map((chosen) => chosen.text).join(''));
  const settling = { ...search, script, read };
  const isOwn = script * first > 0 || script === first || (first === 0 && isInScript(path, script));
  if (isOwn) return settleGuesses(path, lattice, settling);
  return settleGuesses(decodeLattice(lattice, { ...search, script })?.path ?? [], lattice, settling);
}

function isInScript(path: readonly Chosen[], script: number): boolean {
  return path.every((chosen) => scriptCost(chosen.text.charCodeAt(0), chosen, script) === 0);
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
  return replacedUnits(edits) < line.length / 2 && isAboutMojibake(line);
}
