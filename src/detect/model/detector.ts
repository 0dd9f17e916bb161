import { asBuffer, decodeAs } from '../codecs/index.ts';
import type { Evidence, Verdict } from '../evidence.ts';
import { confidenceOf } from './confidence.ts';
import { isHalfWidthKana } from './half-width-kana.ts';
import { readings } from './surprise.ts';
import type { Reading } from './surprise.ts';

/**
 * Mean surprise, in bits per character, assumed for bytes that are not East Asian text; with 30 characters and more none measured
 * below 14.5.
 */
const NOISE_BITS = 13.6;
/** Bonus for the declared encoding, in bits. */
const DECLARED_BONUS = 25;
/**
 * Fewest bits by which a reading must beat noise. Of 2,800 texts in other languages none beats it by more than 8, except that
 * accented letters in DOS and Mac encodings, each with the letter after it, look like kana in Shift_JIS and beat it by 15; but four
 * of them never stand in a row.
 */
const MIN_EXCESS = 10;
const MIN_EXCESS_SHIFT_JIS = 30;
const ROW = /[^\0-\x7f]{4}/;

/** Conditions under which a few characters suffice. */
interface ShortTextLimit {
  /** Fewest bits by which the reading must beat noise; negative if noise may be somewhat better. */
  readonly bits: number;
  /** The same if the bytes may be a word of another script, judged by upper and lower case. */
  readonly bitsOfWord: number;
  /** Most characters. */
  readonly chars: number;
}
/**
 * Of 1,900 words in nine other scripts 3 % beat noise by 4 bits; of Chinese words of two characters 84 % do. If no library
 * recognizes up to three characters either, Chinese is the most likely, unless their case is that of a word in another script.
 */
const SHORT_TEXT: ShortTextLimit = { bits: 3, bitsOfWord: 10, chars: 16 };
const UNRECOGNIZED: readonly ShortTextLimit[] = [
  { bits: 1, bitsOfWord: 6, chars: Infinity },
  { bits: -7, bitsOfWord: 3, chars: 3 },
];
/** A character inside a word of ASCII letters, or at the end of a lower-case one: nag\xb3\xf3wki is Polish, not `nag丑wki`. */
const INSIDE_WORD = /[A-Za-z][^\0-\x7f]{1,2}[A-Za-z]|[a-z]{2}[^\0-\x7f]|[^\0-\x7f][a-z]{2}/;
/** Encodings too rare or too easily mimicked to be detected from a few characters. */
const NOT_FOR_SHORT_TEXT: ReadonlySet<string> = new Set(['shift_jis', 'euc-tw']);
/** Largest mean surprise, in bits per character, accepted by `weakLikelihood`. */
const MAX_WEAK_BITS = 14.1;
/** With fewer characters a word of another script may look like Chinese; the confidence is then limited. */
const UNAMBIGUOUS_CHARS = 8;
const MAX_AMBIGUOUS_CONFIDENCE = 0.9;

/** The most likely reading. */
interface BestReading {
  readonly reading: Reading;
  /** Bits by which it beats noise. */
  readonly excess: number;
}

/**
 * The East Asian encoding in which the non-ASCII characters are frequent, or form words if they are few; null if there is none.
 */
export function likelihood(evidence: Evidence): Verdict | null {
  const aligned = bestReading(evidence.readings(), evidence.declared);
  if (aligned?.reading.name === 'shift_jis' && leadOf(evidence.readings()) >= MIN_LEAD_OF_KANA && isKana(evidence))
    return verdictOf(aligned, evidence);
  if (aligned !== null && (isEnough(aligned, evidence) || meets(aligned, SHORT_TEXT, evidence)))
    return verdictOf(aligned, evidence);
  const realigned = bestReading(realignedReadings(evidence), evidence.declared);
  return realigned !== null && isEnough(realigned, evidence) ? verdictOf(realigned, evidence) : null;
}

/** Bits by which half-width kana must beat the next reading. */
const MIN_LEAD_OF_KANA = 5;

function leadOf([first, second]: readonly Reading[]): number {
  return (second?.bits ?? Infinity) - (first?.bits ?? 0);
}

function isKana({ sample }: Evidence): boolean {
  const { bytes } = sample();
  return isHalfWidthKana(asBuffer(bytes).toString('latin1')) && !mayBeWord(bytes);
}

/** Like `likelihood` with weaker conditions, for input that no other detector recognizes. */
export function weakLikelihood(evidence: Evidence): Verdict | null {
  const best = bestReading(evidence.readings(), evidence.declared);
  if (best === null) return null;
  const { chars, mean, invalid, name } = best.reading;
  const likely = invalid === 0 && name !== 'shift_jis' && chars >= 6 && mean <= MAX_WEAK_BITS;
  return likely || UNRECOGNIZED.some((limit) => meets(best, limit, evidence)) ? verdictOf(best, evidence) : null;
}

function bestReading(found: readonly Reading[], declared: string | null): BestReading | null {
  let best: (BestReading & { readonly bits: number }) | null = null;
  for (const reading of found) {
    const bonus = reading.name === declared ? DECLARED_BONUS : 0;
    const bits = reading.bits - bonus;
    if (best !== null && bits >= best.bits) continue;
    best = { reading, bits, excess: (NOISE_BITS - reading.mean) * reading.chars + bonus };
  }
  return best === null || best.reading.name.startsWith('utf-16') ? null : best;
}

function isEnough({ reading: { name }, excess }: BestReading, { sample }: Evidence): boolean {
  if (excess < MIN_EXCESS) return false;
  return name !== 'shift_jis' || excess >= MIN_EXCESS_SHIFT_JIS || ROW.test(decodeAs(name, sample().bytes));
}

function meets({ reading, excess }: BestReading, limit: ShortTextLimit, { sample }: Evidence): boolean {
  const { name, chars, invalid } = reading;
  if (invalid > 0 || NOT_FOR_SHORT_TEXT.has(name) || chars > limit.chars || chars === 0) return false;
  const bytes = sample().bytes;
  const foreign = mayBeWord(bytes) || (limit !== SHORT_TEXT && INSIDE_WORD.test(decodeAs(name, bytes)));
  return excess >= (foreign ? limit.bitsOfWord : limit.bits) && !swallowsLetters(name, bytes);
}

/** Byte ranges of upper-case and lower-case letters: KOI8-R, windows-1251, code page 866, ISO 8859-5, windows-1253. */
const ALPHABETS: readonly (readonly [upper: string, lower: string])[] = [
  ['\\xe0-\\xff', '\\xc0-\\xdf'],
  ['\\xc0-\\xdf', '\\xe0-\\xff'],
  ['\\x80-\\x9f', '\\xa0-\\xaf\\xe0-\\xef'],
  ['\\xb0-\\xcf', '\\xd0-\\xef'],
  ['\\xc1-\\xdb', '\\xdc-\\xfe'],
];
/** Thai syllables, several of them: two Chinese characters often form one by chance. */
const THAI =
  /^(?=[\x80-\xff]{6})(?:[\xe0-\xe4]?[\xa1-\xce][\xd1\xd4-\xda\xe7-\xee]{0,2}[\xd0\xd2\xd3\xe5]?)+[\xe0-\xe4]?$/;
/** Words with consistent case: all upper-case, or lower-case after the first letter. */
const WORDS: readonly RegExp[] = [
  ...ALPHABETS.map(([upper, lower]) => new RegExp(`^(?:[${upper}]?[${lower}]+|[${upper}]+)$`)),
  THAI,
];
/**
 * Words in alphabets of which Chinese characters share so many bytes that they only limit the confidence: Ukrainian in KOI8-U and
 * windows-1251, Arabic in windows-1256 and ISO 8859-6.
 */
const SUSPECT_WORDS: readonly RegExp[] = [
  /^[\xa3\xa4\xa6\xa7\xad\xc0-\xdf]{6,}$/,
  /^[\xb3\xb4\xba\xbf\xe0-\xff]{6,}$/,
  /^[\xc1-\xd6\xd8-\xdf\xe1\xe3-\xe6\xec\xed\xf0-\xf3\xf5\xf6\xf8\xfa]{6,}$/,
  /^[\xc1-\xda\xe0-\xf2]{6,}$/,
];

/** Whether all runs of non-ASCII bytes may be words of one script. Two bytes repeated three times or more are ignored. */
function mayBeWord(bytes: Uint8Array, words = WORDS): boolean {
  const text = asBuffer(bytes).toString('latin1');
  const runs = text.replace(/([\x80-\xff]{2})\1{2,}/g, '').match(/[\x80-\xff]+/g) ?? [];
  return runs.length > 0 && words.some((word) => runs.every((run) => word.test(run)));
}

/** Rows of more signs than this are not looked at. */
const MAX_SIGNS = 40;
/** Vowels of pinyin in GBK, which are frequent characters in Big5. */
const PINYIN = /^(?:\xa8[\xa1-\xba])+$/;
const EAST_ASIAN_LETTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Whether a text has no letters, or may be pinyin: signs such as ①, ≥ and ★ have the bytes of other signs elsewhere. */
function mayBeSigns(name: string, bytes: Uint8Array): boolean {
  return mayBeWord(bytes, [PINYIN]) || !EAST_ASIAN_LETTER.test(decodeAs(name, bytes));
}

/** Whether the decoding takes an ASCII letter in a word for a trail byte: `Fran\xe7ais`. */
function swallowsLetters(name: string, bytes: Uint8Array): boolean {
  const letters = lettersIn(asBuffer(bytes).toString('latin1'));
  const left = lettersIn(decodeAs(name, bytes));
  return left > 0 && left < letters;
}

function lettersIn(text: string): number {
  return text.match(/[a-z]/gi)?.length ?? 0;
}

function verdictOf({ reading: { name, chars } }: BestReading, { declared, sample }: Evidence): Verdict {
  const by = name === declared ? 'declared' : 'likelihood';
  const share = confidenceOf(name, chars);
  // A word of another script rarely looks like Chinese, but some input that does is one.
  const { bytes } = sample();
  const isAmbiguous =
    (chars < UNAMBIGUOUS_CHARS && mayBeWord(bytes, [...WORDS, ...SUSPECT_WORDS])) ||
    (chars < MAX_SIGNS && name !== declared && mayBeSigns(name, bytes));
  const confidence = isAmbiguous ? Math.min(share, MAX_AMBIGUOUS_CONFIDENCE) : share;
  return { name, by, confidence, sampled: false };
}

/** Pieces of noise that are decoded; if none of their readings beats it, the others are not. */
const NOISE_PIECES = 2;

/**
 * After a stray byte all characters are misaligned up to the next ASCII character, which may never come in Chinese text. So the
 * sample is decoded in pieces, each from its first or its second byte, whichever reads better.
 */
function realignedReadings(evidence: Evidence): readonly Reading[] {
  const { bytes } = evidence.sample();
  const size = Math.max(16, Math.ceil(bytes.length / 8));
  const sums = new Map<string, Reading>();
  for (let start = 0; start < bytes.length; start += size) {
    if (start === NOISE_PIECES * size && evidence.noise() && !beatsNoise([...sums.values()])) return [];
    const piece = bytes.subarray(start, start + size);
    const both = [...readings(piece, evidence.allowed), ...readings(piece.subarray(1), evidence.allowed)];
    const best = new Map<string, Reading>();
    for (const reading of both) {
      const key = `${reading.name} ${reading.script}`;
      if ((best.get(key)?.bits ?? Infinity) > reading.bits) best.set(key, reading);
    }
    for (const [key, reading] of best) sums.set(key, join(sums.get(key), reading));
  }
  return [...sums.values()].sort((a, b) => a.bits - b.bits);
}

function beatsNoise(found: readonly Reading[]): boolean {
  return found.some(({ mean }) => mean < NOISE_BITS);
}

function join(a: Reading | undefined, b: Reading): Reading {
  if (a === undefined) return b;
  const chars = a.chars + b.chars;
  const mean = chars === 0 ? 0 : (a.mean * a.chars + b.mean * b.chars) / chars;
  return { ...a, bits: a.bits + b.bits, chars, mean, invalid: a.invalid + b.invalid };
}
