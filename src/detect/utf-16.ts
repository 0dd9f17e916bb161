import { isUtf8 } from 'node:buffer';
import { asBuffer } from './codecs/index.ts';
import { allows } from './evidence.ts';
import type { Evidence, Verdict } from './evidence.ts';
import type { Reading } from './model/surprise.ts';

/**
 * Mean surprise in bits of a character beyond ASCII up to which code units pass for text. Without a single NUL, so without a
 * space or a line end, only East Asian text does, by at least `PROSE_EXCESS` bits in all; of other bytes, none measured costs less
 * than 14.5. With NULs it may be any script, whose letters cost up to 16.
 */
const PROSE_ENOUGH = 14.2;
const PROSE_EXCESS = 3;
const TEXT_ENOUGH = 16.5;

/** UTF-16 without a byte order mark: where the bytes read better as code units than as anything else. */
export function utf16(evidence: Evidence): Verdict | null {
  const { bytes } = evidence;
  // Valid UTF-8 without NUL is never UTF-16: a dozen Chinese characters in UTF-16 hold bytes that are not.
  const nul = asBuffer(bytes).includes(0);
  if (bytes.length < 2 || (!nul && isUtf8(asBuffer(bytes)))) return null;
  const order = nul ? alphabetOrder(evidence.sample().bytes) : null;
  if (order !== null && allows(evidence, order)) {
    return { name: order, by: 'utf-16', confidence: 0.99, sampled: !evidence.sample().whole };
  }
  const [best] = evidence.readings();
  if (best === undefined || !best.name.startsWith('utf-16') || !(nul ? best.mean <= TEXT_ENOUGH : isProse(best)))
    return null;
  if (best.invalid * 20 > best.chars + 20) return null;
  return { name: best.name, by: 'utf-16', confidence: 0.99, sampled: !evidence.sample().whole };
}

/** Upper halves of the code units of a text in an alphabet: its own one or two, that of ASCII, of punctuation, of a few signs. */
const ALPHABET = 8;
/** So many code units are looked at, and as many at least must have a NUL, one in so many. */
const HEAD = 4096;
const NULS = 3;
const SPACES = 30;

/**
 * The byte order of text in an alphabet, whichever: there are NULs in the upper halves of code units alone, few others there, and no
 * control characters.
 */
function alphabetOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes.length % 2 !== 0) return null;
  return isAlphabet(bytes, 1) ? 'utf-16le' : isAlphabet(bytes, 0) ? 'utf-16be' : null;
}

function isAlphabet(bytes: Uint8Array, upper: 0 | 1): boolean {
  const halves = new Set<number>();
  const length = Math.min(bytes.length, 2 * HEAD);
  let nuls = 0;
  for (let i = 0; i < length; i += 2) {
    const high = bytes[i + upper] ?? 0;
    const low = bytes[i + 1 - upper] ?? 0;
    halves.add(high);
    if (high === 0) {
      nuls++;
      if (low < 9 || (low > 13 && low < 0x20) || (low >= 0x7f && low < 0xa0)) return false;
    }
  }
  // Half of Vietnamese is ASCII, whatever it quotes; Thai has few spaces, and upper halves of one kind.
  if (halves.size > ALPHABET) return nuls >= NULS && 4 * nuls >= length;
  return (nuls >= NULS && nuls * SPACES >= length / 2) || (nuls > 0 && halves.size === 2 && length > SPACES);
}

function isProse({ mean, chars }: Reading): boolean {
  return (PROSE_ENOUGH - mean) * chars >= PROSE_EXCESS;
}
