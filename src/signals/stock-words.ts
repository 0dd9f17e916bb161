import { simplifyCharacters } from '../text/simplify.ts';
import { ADULT_WORDS, GAMBLING_WORDS } from '../text/stuffing.ts';

/** Code units of a text in stock words of two kinds of spam. */
export interface StockWords {
  readonly adult: number;
  readonly gambling: number;
}

interface Word {
  readonly text: string;
  readonly kind: keyof StockWords;
}

/** The words by their first code unit, longest first. */
let byFirst: ReadonlyMap<number, readonly Word[]> | null = null;

function wordsByFirst(): ReadonlyMap<number, readonly Word[]> {
  if (byFirst !== null) return byFirst;
  const words: readonly Word[] = [
    ...ADULT_WORDS.map((text) => ({ text, kind: 'adult' as const })),
    ...GAMBLING_WORDS.map((text) => ({ text, kind: 'gambling' as const })),
  ];
  const found = new Map<number, Word[]>();
  for (const word of [...words].sort((a, b) => b.text.length - a.text.length)) {
    const first = word.text.charCodeAt(0);
    found.set(first, [...(found.get(first) ?? []), word]);
  }
  return (byFirst = found);
}

/** In `beginnings`, for the first and the second code unit of a word. */
const FIRST = 1;
const SECOND = 2;

let beginnings: Uint8Array | null = null;

/** Which code units words begin with, in either case. Most places of a text are ruled out by two look-ups. */
function beginningTable(): Uint8Array {
  if (beginnings !== null) return beginnings;
  const table = new Uint8Array(0x10000);
  for (const [first, words] of wordsByFirst()) {
    for (const unit of inBothCases(first)) table[unit] = (table[unit] ?? 0) | FIRST;
    for (const { text } of words)
      for (const unit of inBothCases(text.charCodeAt(1))) table[unit] = (table[unit] ?? 0) | SECOND;
  }
  return (beginnings = table);
}

function inBothCases(unit: number): readonly number[] {
  const upper = String.fromCharCode(unit).toUpperCase().charCodeAt(0);
  return [unit, upper];
}

/** Counts the stock words of a text; words in Latin letters only where no letter or digit touches them. */
export function stockWordsOf(text: string): StockWords {
  const table = beginningTable();
  const found = { adult: 0, gambling: 0 };
  const folded = simplifyCharacters(text);
  let end = 0;
  let first = false;
  for (let at = 0; at < folded.length; at++) {
    const of = table[folded.charCodeAt(at)] ?? 0;
    const word = first && (of & SECOND) !== 0 && at > end ? wordAt(folded, at - 1) : null;
    if (word !== null) {
      found[word.kind] += word.text.length;
      end = at - 1 + word.text.length;
    }
    first = (of & FIRST) !== 0;
  }
  return found;
}

function wordAt(text: string, at: number): Word | null {
  const end = Math.min(text.length, at + 8);
  const here = text.slice(at, end).toLowerCase();
  for (const word of wordsByFirst().get(here.charCodeAt(0)) ?? [])
    if (here.startsWith(word.text) && standsAlone(text, at, at + word.text.length)) return word;
  return null;
}

function standsAlone(text: string, start: number, end: number): boolean {
  return !(joins(text, start - 1) && joins(text, start)) && !(joins(text, end - 1) && joins(text, end));
}

function joins(text: string, at: number): boolean {
  return /[a-z0-9]/i.test(text.charAt(at));
}
