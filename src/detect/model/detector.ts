import { asBuffer, decodeAs } from '../codecs/index.ts';
import type { Evidence, Verdict } from '../evidence.ts';
import { confidenceOf } from './confidence.ts';
import { readings } from './surprise.ts';
import type { Reading } from './surprise.ts';

/** Mean surprise in bits of a character in bytes that are no East Asian text at all; from 30 characters on, none measured is below 14.5. */
const NOISE = 13.6;
/** What a declaration is worth, in bits. */
const DECLARED = 25;
/**
 * Bits by which a reading must beat noise. Of 2,800 foreign texts none gets beyond 8, save that two accented letters of DOS and Mac
 * mimic kana in Shift_JIS and get to 15.
 */
const ENOUGH = 10;
const ENOUGH_SHIFT_JIS = 30;

/** What is asked of a few characters: of their bits, and whether nobody else may have an opinion. */
interface Demand {
  /** Bits by which noise is beaten; below zero where noise may be somewhat better. */
  readonly bits: number;
  /** The same where the bytes may be a word of some other script, as far as upper and lower case go. */
  readonly bitsOfWord: number;
  /** So many characters at most. */
  readonly chars: number;
}
/**
 * Of 1,900 words of nine other scripts 3 in 100 beat noise by 4 bits, of Chinese words of two characters 84 do. Of the others of up to
 * three characters, which no library knows either, Chinese ones are the likelier, unless upper and lower case stand as in a word.
 */
const FEW: Demand = { bits: 3, bitsOfWord: 10, chars: 16 };
const UNKNOWN: readonly Demand[] = [
  { bits: 1, bitsOfWord: 6, chars: Infinity },
  { bits: -7, bitsOfWord: 3, chars: 3 },
];
/** Encodings too rare, or too easily mimicked, to be believed for a few characters. */
const NEEDS_MORE: ReadonlySet<string> = new Set(['shift_jis', 'euc-tw']);
const ABOUT_NOISE = 14.1;
/** Up to so many characters words of another script may pass for Chinese; how sure a verdict is then, at most. */
const MANY = 8;
const DISPUTED = 0.9;

interface Favourite {
  readonly reading: Reading;
  /** Bits by which it beats noise. */
  readonly excess: number;
}

/** The East Asian encoding in which the characters beyond ASCII are frequent ones, or a few of them words, if there is such a one. */
export function likelihood(evidence: Evidence): Verdict | null {
  const inStep = favourite(evidence.readings(), evidence.declared);
  if (inStep !== null && (isEnough(inStep) || meets(inStep, FEW, evidence))) return verdictOf(inStep, evidence);
  const other = favourite(outOfStep(evidence), evidence.declared);
  return other !== null && isEnough(other) ? verdictOf(other, evidence) : null;
}

/** The same where nobody else knows anything: some bits are enough, or no more than noise if nothing is invalid. */
export function weakLikelihood(evidence: Evidence): Verdict | null {
  const best = favourite(evidence.readings(), evidence.declared);
  if (best === null) return null;
  const { chars, mean, invalid, name } = best.reading;
  const likely = invalid === 0 && name !== 'shift_jis' && chars >= 6 && mean <= ABOUT_NOISE;
  return likely || UNKNOWN.some((demand) => meets(best, demand, evidence)) ? verdictOf(best, evidence) : null;
}

function favourite(found: readonly Reading[], declared: string | null): Favourite | null {
  let best: (Favourite & { readonly bits: number }) | null = null;
  for (const reading of found) {
    const bonus = reading.name === declared ? DECLARED : 0;
    const bits = reading.bits - bonus;
    if (best !== null && bits >= best.bits) continue;
    best = { reading, bits, excess: (NOISE - reading.mean) * reading.chars + bonus };
  }
  return best === null || best.reading.name.startsWith('utf-16') ? null : best;
}

function isEnough({ reading, excess }: Favourite): boolean {
  return excess >= (reading.name === 'shift_jis' ? ENOUGH_SHIFT_JIS : ENOUGH);
}

function meets({ reading, excess }: Favourite, demand: Demand, { sample }: Evidence): boolean {
  const { name, chars, invalid } = reading;
  if (invalid > 0 || NEEDS_MORE.has(name) || chars > demand.chars || chars === 0) return false;
  const bytes = sample().bytes;
  return excess >= (mayBeWord(bytes) ? demand.bitsOfWord : demand.bits) && !swallowsLetters(name, bytes);
}

/** Upper and lower case of alphabets, as bytes: KOI8-R, windows-1251, code page 866, ISO 8859-5, windows-1253. */
const ALPHABETS: readonly (readonly [upper: string, lower: string])[] = [
  ['\\xe0-\\xff', '\\xc0-\\xdf'],
  ['\\xc0-\\xdf', '\\xe0-\\xff'],
  ['\\x80-\\x9f', '\\xa0-\\xaf\\xe0-\\xef'],
  ['\\xb0-\\xcf', '\\xd0-\\xef'],
  ['\\xc1-\\xdb', '\\xdc-\\xfe'],
];
/** Thai syllables, of which there must be some: by chance two Chinese characters often make one. */
const THAI =
  /^(?=[\x80-\xff]{6})(?:[\xe0-\xe4]?[\xa1-\xce][\xd1\xd4-\xda\xe7-\xee]{0,2}[\xd0\xd2\xd3\xe5]?)+[\xe0-\xe4]?$/;
/** Words as far as case goes: all upper, or all lower but for the first letter. */
const WORDS: readonly RegExp[] = [
  ...ALPHABETS.map(([upper, lower]) => new RegExp(`^(?:[${upper}]?[${lower}]+|[${upper}]+)$`)),
  THAI,
];

/** Whether all runs of bytes beyond ASCII may be words of one script. Two bytes thrice and more are no part of a word. */
/** Whether all runs of bytes beyond ASCII may be words of one script. The same two bytes three times and more are no part of a word. */
function mayBeWord(bytes: Uint8Array): boolean {
  const text = asBuffer(bytes).toString('latin1');
  const runs = text.replace(/([\x80-\xff]{2})\1{2,}/g, '').match(/[\x80-\xff]+/g) ?? [];
  return runs.length > 0 && WORDS.some((word) => runs.every((run) => word.test(run)));
}

/** Whether a letter that stands in the bytes beside others is taken for half a character: `Fran\xe7ais`. */
function swallowsLetters(name: string, bytes: Uint8Array): boolean {
  const letters = lettersIn(asBuffer(bytes).toString('latin1'));
  const left = lettersIn(decodeAs(name, bytes));
  return left > 0 && left < letters;
}

function lettersIn(text: string): number {
  return text.match(/[a-z]/gi)?.length ?? 0;
}

function verdictOf({ reading: { name, chars } }: Favourite, { declared, sample }: Evidence): Verdict {
  const by = name === declared ? 'declared' : 'likelihood';
  const share = confidenceOf(name, chars);
  // Few words of another script pass for Chinese, but of what does, some are.
  const confidence = chars < MANY && mayBeWord(sample().bytes) ? Math.min(share, DISPUTED) : share;
  return { name, by, confidence, sampled: false };
}

/**
 * A stray byte puts everything after it out of step, up to the next ASCII character, which Chinese text may never have.
 * So the sample is read in pieces, each from its first or its second byte, whichever reads better.
 */
function outOfStep(evidence: Evidence): readonly Reading[] {
  const { bytes } = evidence.sample();
  const size = Math.max(16, Math.ceil(bytes.length / 8));
  const sums = new Map<string, Reading>();
  for (let start = 0; start < bytes.length; start += size) {
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

function join(a: Reading | undefined, b: Reading): Reading {
  if (a === undefined) return b;
  const chars = a.chars + b.chars;
  const mean = chars === 0 ? 0 : (a.mean * a.chars + b.mean * b.chars) / chars;
  return { ...a, bits: a.bits + b.bits, chars, mean, invalid: a.invalid + b.invalid };
}
