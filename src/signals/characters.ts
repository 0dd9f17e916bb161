import { asciiCosts, BIT, characterCosts } from '../text/character-costs.ts';
import { HAN, hanClasses, HANGUL, KANA } from '../text/han-classes.ts';
import { simplified } from '../text/simplify.ts';
import { readUnits } from '../text/utf16.ts';

/** Kinds of code units, as bits. Units beyond the BMP have those of their surrogates. */
export const IDEOGRAPH = 1;
export const KANA_OR_HANGUL = 2;
export const PUNCTUATION = 4;
export const DIGIT = 8;
export const LATIN = 16;
export const OTHER_LETTER = 32;
export const SPACE = 64;
/** The end of a sentence. */
export const STOP = 128;

/** What a text is made of, in code points. */
export interface Characters {
  readonly codePoints: number;
  /** Without white space. */
  readonly visible: number;
  readonly han: number;
  readonly punctuation: number;
  readonly digits: number;
  readonly latin: number;
  readonly sentences: number;
  readonly functionWords: number;
  /** `#` and ellipses (`…`, `……` and `...` count once). */
  readonly symbols: number;
  /** U+FFFD and what remains of it in GBK (`锟斤拷`). */
  readonly lost: number;
  /** Surprise of the visible code points under the character model, in bits. */
  readonly bits: number;
}

/** The function words of Chinese among the stop words that FineWeb-2 uses for it, in both scripts. */
const FUNCTION_WORDS = '的在是和了于於为為有被也而由与與';

let kinds: Uint8Array | null = null;

/** The kinds of each code unit. Built on first use. */
export function kindTable(): Uint8Array {
  return (kinds ??= makeKinds());
}

/** Runs of general categories, by the bit that they stand for. */
const CATEGORIES: readonly (readonly [bit: number, pattern: RegExp])[] = [
  [PUNCTUATION, /\p{P}+/gu],
  [DIGIT, /\p{Nd}+/gu],
  [LATIN, /\p{Script=Latin}+/gu],
  [OTHER_LETTER, /[\p{L}\p{M}\p{N}]+/gu],
  [SPACE, /\s+/gu],
  [STOP, /[。！？!?…｡．]+/gu],
];

/** The area of ideographs and syllables, of which the classes of Han characters say all; surrogates come after it. */
const EAST_ASIAN = [0x3400, 0xf900] as const;

function makeKinds(): Uint8Array {
  const table = new Uint8Array(0x10000);
  // All others in one string: to test each alone took 20 ms.
  const [first, last] = EAST_ASIAN;
  for (const [from, to] of [
    [0, first],
    [last, 0x10000],
  ] as const) {
    const others = String.fromCharCode(...Array.from({ length: to - from }, (_, i) => from + i));
    for (const [bit, pattern] of CATEGORIES)
      for (const { index, 0: run } of others.matchAll(pattern))
        for (let unit = from + index; unit < from + index + run.length; unit++) table[unit] = (table[unit] ?? 0) | bit;
  }
  const classes = hanClasses();
  for (let unit = 0; unit < 0x10000; unit++) {
    const of = classes[unit] ?? 0;
    if ((of & HAN) !== 0) table[unit] = IDEOGRAPH;
    else if ((of & (KANA | HANGUL)) !== 0) table[unit] = KANA_OR_HANGUL;
  }
  // High surrogates of planes 2 and 3, which are reserved for ideographs.
  table.fill(IDEOGRAPH, 0xd840, 0xd8c0);
  return table;
}

/** In `traitTable`, after the kinds. */
const FUNCTION_WORD = 256;
const KIND_BITS = 9;

let traits: Uint32Array | null = null;

/**
 * Of each code unit its kinds, whether it is a function word, and its cost in simplified Chinese, in units of `BIT`. Traditional
 * characters cost what their simplified forms do, and white space nothing.
 */
function traitTable(): Uint32Array {
  if (traits !== null) return traits;
  const costs = Uint8Array.from(characterCosts('hans'));
  costs.set(asciiCosts());
  const kinds = kindTable();
  const table = new Uint32Array(kinds.length);
  // A callback for each unit took 10 ms.
  for (let unit = 0; unit < table.length; unit++) {
    const kind = kinds[unit] ?? 0;
    const cost = (kind & SPACE) !== 0 ? 0 : (costs[(kind & IDEOGRAPH) === 0 ? unit : simplified(unit)] ?? 0);
    table[unit] = kind | (cost << KIND_BITS);
  }
  for (const word of FUNCTION_WORDS) table[word.charCodeAt(0)] = (table[word.charCodeAt(0)] ?? 0) | FUNCTION_WORD;
  return (traits = table);
}

const LINE_FEED = 0x0a;
const FULL_STOP = 0x2e;
const NUMBER_SIGN = 0x23;
const ELLIPSIS = 0x2026;
const REPLACEMENT = 0xfffd;
/** Number of full stops that stand for an ellipsis. */
const ELLIPSIS_STOPS = 3;
const LETTERS = IDEOGRAPH | KANA_OR_HANGUL | DIGIT | LATIN | OTHER_LETTER;

/** Counts the characters of a text in one pass over its code units. */
export function charactersOf(text: string): Characters {
  const { counts, cost, surrogatePairs, symbols, replacements, sentences } = tallyOf(text);
  const codePoints = text.length - surrogatePairs;
  const sum = (kind: number): number => {
    let all = 0;
    for (let kinds = kind; kinds < counts.length; kinds = (kinds + 1) | kind) all += counts[kinds] ?? 0;
    return all;
  };
  return {
    codePoints,
    visible: codePoints - sum(SPACE),
    han: sum(IDEOGRAPH),
    punctuation: sum(PUNCTUATION),
    digits: sum(DIGIT),
    latin: sum(LATIN),
    sentences,
    functionWords: sum(FUNCTION_WORD),
    symbols,
    lost: replacements + lostRuns(text),
    bits: cost / BIT,
  };
}

interface Tally {
  /** Number of code units of each combination of kinds. */
  readonly counts: Uint32Array;
  readonly cost: number;
  readonly surrogatePairs: number;
  readonly symbols: number;
  readonly replacements: number;
  readonly sentences: number;
}

/** A sentence has a letter, and ends at a stop, at a full stop before white space, and with its line. */
function tallyOf(text: string): Tally {
  return readUnits(text, (units) => tallyUnits(units, text.length));
}

function tallyUnits(units: Uint16Array, length: number): Tally {
  const table = traitTable();
  const counts = new Uint32Array(2 ** KIND_BITS);
  let [cost, surrogatePairs, symbols, replacements, sentences] = [0, 0, 0, 0, 0];
  let [open, stops, before] = [0, 0, 0];
  for (let i = 0; i < length; i++) {
    const unit = units[i] ?? 0;
    const of = table[unit] ?? 0;
    const kind = of & (2 ** KIND_BITS - 1);
    counts[kind] = (counts[kind] ?? 0) + 1;
    cost += of >>> KIND_BITS;
    if (kind & LETTERS) open = 1;
    else {
      if (kind & STOP || unit === LINE_FEED || (before === FULL_STOP && kind & SPACE)) {
        sentences += open;
        open = 0;
      }
      stops = unit === FULL_STOP ? (before === FULL_STOP ? stops + 1 : 1) : 0;
      if (unit === NUMBER_SIGN || (unit === ELLIPSIS && before !== ELLIPSIS) || stops === ELLIPSIS_STOPS) symbols++;
      else if (unit === REPLACEMENT) replacements++;
      else if ((unit & 0xfc00) === 0xdc00 && (before & 0xfc00) === 0xd800) surrogatePairs++;
    }
    before = unit;
  }
  return { counts, cost, surrogatePairs, symbols, replacements, sentences: sentences + open };
}

/** Number of runs of `锟斤拷`: what two lost characters in a row became. */
function lostRuns(text: string): number {
  let count = 0;
  for (let at = text.indexOf(LOST_RUN); at >= 0; at = text.indexOf(LOST_RUN, at + LOST_RUN.length)) count++;
  return count;
}

const LOST_RUN = '锟斤拷';
