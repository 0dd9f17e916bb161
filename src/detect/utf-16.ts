import { isUtf8 } from 'node:buffer';
import { asBuffer } from './codecs/index.ts';
import { allows } from './evidence.ts';
import type { Evidence, Verdict } from './evidence.ts';
import { confidenceOf } from './model/confidence.ts';
import type { Reading } from './model/surprise.ts';

/**
 * Largest mean surprise of UTF-16 text, in bits per non-ASCII character. Text without any NUL has no space or line break, so it
 * must be East Asian, and at least `MIN_MARGIN_BITS` in total below the limit; other bytes measured 14.5 and more. Text with NULs
 * may be in any script, whose letters cost up to 16.
 */
const MAX_BITS_WITHOUT_NUL = 14.2;
const MIN_MARGIN_BITS = 3;
const MAX_BITS_WITH_NUL = 16.5;

/** Detects UTF-16 without a byte order mark: bytes that read better as UTF-16 than in any other encoding. */
export function utf16(evidence: Evidence): Verdict | null {
  const { bytes } = evidence;
  const nul = asBuffer(bytes).includes(0);
  const plain = !nul && isPlainText(bytes);
  if (bytes.length < 2 || (plain && !mayBeWords(bytes))) return null;
  const order = nul ? alphabetOrder(evidence.sample().bytes) : null;
  if (order !== null && allows(evidence, order)) {
    return { name: order, by: 'utf-16', confidence: 0.99, sampled: !evidence.sample().whole };
  }
  const [best] = evidence.readings();
  if (best === undefined || !best.name.startsWith('utf-16') || !(nul ? best.mean <= MAX_BITS_WITH_NUL : isProse(best)))
    return null;
  if (best.invalid * 20 > best.chars + 20 || (plain && !isWords(best))) return null;
  const confidence = nul ? 0.99 : confidenceOf(best.name, best.chars);
  return { name: best.name, by: 'utf-16', confidence, sampled: !evidence.sample().whole };
}

/** Longer input in UTF-16 is not valid UTF-8. */
const CHANCE_BYTES = 64;
/** Control characters that text does not have. */
const CONTROLS = /[\0-\x08\v\x0e-\x1a\x1c-\x1f]/;
/** Bytes of which at most one in four is not ASCII, such as a word with an accented letter. */
const MOSTLY_ASCII = 0.75;

/**
 * Whether bytes without NUL cannot be UTF-16: they are valid UTF-8, or ASCII for the most part. A dozen Chinese characters in
 * UTF-16 are neither, and fewer often have control characters among their bytes: この is `S0n0`, をして `\x920W0f0`, には `k0o0`.
 */
function isPlainText(bytes: Uint8Array): boolean {
  const short = bytes.length <= CHANCE_BYTES;
  if (short && CONTROLS.test(asBuffer(bytes).toString('latin1'))) return false;
  if (isUtf8(asBuffer(bytes))) return true;
  return short && bytes.reduce((count, byte) => count + (byte < 0x80 ? 1 : 0), 0) > MOSTLY_ASCII * bytes.length;
}

/** Four characters in UTF-16, one of whose bytes is not ASCII. */
const MIN_WORD_BYTES = 8;
/** Largest mean surprise, in bits per character, of words among bytes that look like text of another kind: words have 9, chance 15. */
const MAX_BITS_OF_WORDS = 11.5;

/** Whether bytes that are ASCII for the most part may still be a few words in UTF-16: ですから is `g0Y0K0` and a byte more. */
function mayBeWords(bytes: Uint8Array): boolean {
  return (
    bytes.length >= MIN_WORD_BYTES && bytes.length <= CHANCE_BYTES && bytes.length % 2 === 0 && !isUtf8(asBuffer(bytes))
  );
}

function isWords({ mean, invalid }: Reading): boolean {
  return invalid === 0 && mean <= MAX_BITS_OF_WORDS;
}

/** Most distinct high bytes of alphabetic text: one or two of the alphabet, those of ASCII, punctuation and a few symbols. */
const MAX_HIGH_BYTES = 8;
/** Code units examined; fewest of them with a NUL, and most code units per one with a NUL. */
const SNIFF_UNITS = 4096;
const MIN_NULS = 3;
const MAX_UNITS_PER_NUL = 30;

/**
 * The byte order of text in any alphabetic script, or null: NULs occur only as high bytes of code units, there are few other high
 * bytes, and no control characters.
 */
function alphabetOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes.length % 2 !== 0) return null;
  return isAlphabetic(bytes, 1) ? 'utf-16le' : isAlphabetic(bytes, 0) ? 'utf-16be' : null;
}

function isAlphabetic(bytes: Uint8Array, upper: 0 | 1): boolean {
  const highBytes = new Set<number>();
  const length = Math.min(bytes.length, 2 * SNIFF_UNITS);
  let nuls = 0;
  for (let i = 0; i < length; i += 2) {
    const high = bytes[i + upper] ?? 0;
    const low = bytes[i + 1 - upper] ?? 0;
    highBytes.add(high);
    if (high === 0) {
      nuls++;
      if (low < 9 || (low > 13 && low < 0x20) || (low >= 0x7f && low < 0xa0)) return false;
    }
  }
  // Half of Vietnamese is ASCII, even with quotations in other scripts. Thai has few spaces, and one other high byte.
  if (highBytes.size > MAX_HIGH_BYTES) return nuls >= MIN_NULS && 4 * nuls >= length;
  return (
    (nuls >= MIN_NULS && nuls * MAX_UNITS_PER_NUL >= length / 2) ||
    (nuls > 0 && highBytes.size === 2 && length > MAX_UNITS_PER_NUL)
  );
}

function isProse({ mean, chars }: Reading): boolean {
  return (MAX_BITS_WITHOUT_NUL - mean) * chars >= MIN_MARGIN_BITS;
}
