import { simplified, simplifyCharacters } from '../text/simplify.ts';
import { ADULT_WORDS, GAMBLING_WORDS } from '../text/stuffing.ts';
import { readUnits } from '../text/utf16.ts';

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

/** Words are no longer than this. */
const MAX_WORD_UNITS = 8;

/** In `beginnings`, for the first and the second code unit of a word. */
const FIRST = 1;
const SECOND = 2;

let beginnings: Uint8Array | null = null;

/** Which code units words begin with, in either case and script. Most places of a text are ruled out by two look-ups. */
function beginningTable(): Uint8Array {
  if (beginnings !== null) return beginnings;
  const table = new Uint8Array(0x10000);
  for (const [first, words] of wordsByFirst()) {
    for (const unit of inBothCases(first)) table[unit] = (table[unit] ?? 0) | FIRST;
    for (const { text } of words)
      for (const unit of inBothCases(text.charCodeAt(1))) table[unit] = (table[unit] ?? 0) | SECOND;
  }
  for (let unit = 0; unit < table.length; unit++) table[unit] = (table[unit] ?? 0) | (table[simplified(unit)] ?? 0);
  return (beginnings = table);
}

function inBothCases(unit: number): readonly number[] {
  const upper = String.fromCharCode(unit).toUpperCase().charCodeAt(0);
  return [unit, upper];
}

/** Counts the stock words of a text; words in Latin letters only where no letter or digit touches them. */
export function stockWordsOf(text: string): StockWords {
  return readUnits(text, (units) => stockWordsIn(units, text));
}

function stockWordsIn(units: Uint16Array, text: string): StockWords {
  const table = beginningTable();
  const found = { adult: 0, gambling: 0 };
  const { length } = text;
  let end = 0;
  let before = 0;
  for (let at = 0; at < length; at++) {
    const of = table[units[at] ?? 0] ?? 0;
    const begins = before & (of >> 1) & FIRST;
    before = of;
    if (begins === 0 || at <= end) continue;
    const word = wordAt(text, at - 1);
    if (word === null) continue;
    found[word.kind] += word.text.length;
    end = at - 1 + word.text.length;
  }
  return found;
}

function wordAt(text: string, at: number): Word | null {
  const here = simplifyCharacters(text.slice(at, at + MAX_WORD_UNITS)).toLowerCase();
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
