import { isUtf8 } from 'node:buffer';
import { asBuffer } from './codec.ts';
import type { Evidence, Verdict } from './evidence.ts';

/** Mean surprise in bits of a character beyond ASCII up to which code units pass for text: other scripts than Chinese cost up to 16. */
const TEXT_ENOUGH = 16.5;

/** UTF-16 without a byte order mark: where the bytes read better as code units than as anything else. */
export function utf16(evidence: Evidence): Verdict | null {
  const { bytes } = evidence;
  // Valid UTF-8 without NUL is never UTF-16: a dozen Chinese characters in UTF-16 hold bytes that are not.
  if (bytes.length < 2 || (!bytes.includes(0) && isUtf8(asBuffer(bytes)))) return null;
  const [best] = evidence.readings();
  if (best === undefined || !best.name.startsWith('utf-16') || best.mean > TEXT_ENOUGH) return null;
  if (best.invalid * 20 > best.chars + 20) return null;
  return { name: best.name, by: 'utf-16', confidence: 0.99, sampled: !evidence.sample().whole };
}
