import { isUtf8 } from 'node:buffer';
import { asBuffer } from './codecs/index.ts';
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
  const [best] = evidence.readings();
  if (best === undefined || !best.name.startsWith('utf-16') || !(nul ? best.mean <= TEXT_ENOUGH : isProse(best)))
    return null;
  if (best.invalid * 20 > best.chars + 20) return null;
  return { name: best.name, by: 'utf-16', confidence: 0.99, sampled: !evidence.sample().whole };
}

function isProse({ mean, chars }: Reading): boolean {
  return (PROSE_ENOUGH - mean) * chars >= PROSE_EXCESS;
}
