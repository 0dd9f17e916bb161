import { asciiCosts, BIT, characterCosts } from '../text/character-costs.ts';
import { HAN, hanClasses, HANGUL, KANA } from '../text/han-classes.ts';
import { simplified } from '../text/simplify.ts';
import { visitUnits } from '../text/utf16.ts';

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

/** General categories, by the bit that they stand for. */
const CATEGORIES: readonly (readonly [bit: number, pattern: RegExp])[] = [
  [PUNCTUATION, /\p{P}/u],
  [DIGIT, /\p{Nd}/u],
  [LATIN, /\p{Script=Latin}/u],
  [OTHER_LETTER, /[\p{L}\p{M}\p{N}]/u],
  [SPACE, /\s/u],
  [STOP, /[。！？!?…｡．]/u],
];

function makeKinds(): Uint8Array {
  const table = new Uint8Array(0x10000);
  const classes = hanClasses();
  for (let unit = 0; unit < 0x10000; unit++) {
    const of = classes[unit] ?? 0;
    if (of & HAN) table[unit] = IDEOGRAPH;
    else if (of & (KANA | HANGUL)) table[unit] = KANA_OR_HANGUL;
    // The area of ideographs and syllables has nothing else, and surrogates come below.
    else if (unit < 0x3400 || unit >= 0xf900) {
      const character = String.fromCharCode(unit);
      for (const [bit, pattern] of CATEGORIES) if (pattern.test(character)) table[unit] = (table[unit] ?? 0) | bit;
    }
  }
  // High surrogates of planes 2 and 3, which are reserved for ideographs.
  table.fill(IDEOGRAPH, 0xd840, 0xd8c0);
  return table;
}

let costs: Uint8Array | null = null;

/** The cost of each code unit in simplified Chinese, in units of `BIT`; traditional characters cost what their simplified forms do. */
function costTable(): Uint8Array {
  if (costs !== null) return costs;
  const own = characterCosts('hans');
  const table = Uint8Array.from(own, (cost, unit) => own[simplified(unit)] ?? cost);
  table.set(asciiCosts());
  return (costs = table);
}

const LINE_FEED = 0x0a;
const FULL_STOP = 0x2e;
const NUMBER_SIGN = 0x23;
const ELLIPSIS = 0x2026;
const REPLACEMENT = 0xfffd;
/** Number of full stops that stand for an ellipsis. */
const ELLIPSIS_STOPS = 3;
const LETTERS = IDEOGRAPH | KANA_OR_HANGUL | DIGIT | LATIN | OTHER_LETTER;

/** Occurrences of each code unit; all zero between calls. */
const occurrences = new Uint32Array(0x10000);

/** What depends on the order of code units. */
interface Sequences {
  /** Distinct code units; `occurrences` has how often each occurs. */
  readonly distinct: readonly number[];
  readonly surrogatePairs: number;
  readonly sentences: number;
  readonly ellipses: number;
}

/** Counts the characters of a text in one pass over its code units. */
export function charactersOf(text: string): Characters {
  const { distinct, surrogatePairs, sentences, ellipses } = sequencesOf(text);
  const table = kindTable();
  const costOf = costTable();
  const sums = new Float64Array(8);
  let cost = 0;
  for (const unit of distinct) {
    const count = occurrences[unit] ?? 0;
    const kind = table[unit] ?? 0;
    for (let bit = 0; bit < sums.length; bit++) if ((kind >> bit) & 1) sums[bit] = (sums[bit] ?? 0) + count;
    if ((kind & SPACE) === 0) cost += count * (costOf[unit] ?? 0);
  }
  const of = (unit: number): number => occurrences[unit] ?? 0;
  const sum = (bit: number): number => sums[Math.log2(bit)] ?? 0;
  const codePoints = text.length - surrogatePairs;
  const found: Characters = {
    codePoints,
    visible: codePoints - sum(SPACE),
    han: sum(IDEOGRAPH),
    punctuation: sum(PUNCTUATION),
    digits: sum(DIGIT),
    latin: sum(LATIN),
    sentences,
    functionWords: Array.from(FUNCTION_WORDS, (word) => of(word.charCodeAt(0))).reduce((all, count) => all + count, 0),
    symbols: of(NUMBER_SIGN) + ellipses,
    lost: of(REPLACEMENT) + lostRuns(text),
    bits: cost / BIT,
  };
  for (const unit of distinct) occurrences[unit] = 0;
  return found;
}

/** Fills `occurrences`. A sentence has a letter, and ends at a stop, at a full stop before white space, or with its line. */
function sequencesOf(text: string): Sequences {
  const table = kindTable();
  const distinct: number[] = [];
  let surrogatePairs = 0;
  let sentences = 0;
  let ellipses = 0;
  let open = 0;
  let stops = 0;
  let before = 0;
  visitUnits(text, (units, length) => {
    for (let i = 0; i < length; i++) {
      const unit = units[i] ?? 0;
      const count = occurrences[unit] ?? 0;
      occurrences[unit] = count + 1;
      if (count === 0) distinct.push(unit);
      const kind = table[unit] ?? 0;
      if (kind & LETTERS) open = 1;
      else if (kind & STOP || unit === LINE_FEED || (before === FULL_STOP && kind & SPACE)) {
        sentences += open;
        open = 0;
      }
      if (unit === FULL_STOP) {
        if (++stops === ELLIPSIS_STOPS) ellipses++;
      } else stops = 0;
      if (unit === ELLIPSIS && before !== ELLIPSIS) ellipses++;
      if ((unit & 0xfc00) === 0xdc00 && (before & 0xfc00) === 0xd800) surrogatePairs++;
      before = unit;
    }
  });
  return { distinct, surrogatePairs, sentences: sentences + open, ellipses };
}

/** Number of runs of `锟斤拷`: what two lost characters in a row became. */
function lostRuns(text: string): number {
  let count = 0;
  for (let at = text.indexOf(LOST_RUN); at >= 0; at = text.indexOf(LOST_RUN, at + LOST_RUN.length)) count++;
  return count;
}

const LOST_RUN = '锟斤拷';
