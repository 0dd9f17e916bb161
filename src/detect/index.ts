import { isUtf8 } from 'node:buffer';
import type { Decoded, EncodingHints, Warning } from '../types.ts';
import { byteOrderMark } from './bom.ts';
import { asBuffer, countReplaced, decodeAs } from './codecs/index.ts';
import { usesSupplement } from './codecs/big5.ts';
import { declaredCharset } from './declared.ts';
import { detectors } from './detectors.ts';
import { evidenceOf } from './evidence.ts';
import type { Verdict } from './evidence.ts';
import { stretchesOf } from './mixed.ts';
import type { Stretch } from './mixed-within.ts';
import { realigned } from './realign.ts';
import { knownEncoding } from './codecs/names.ts';
import { isDamagedUtf8, utf8Evidence } from './utf-8.ts';

export { binaryKind, holdsControls, looksBinary } from './binary.ts';
export { knownEncoding, nearEncodings } from './codecs/names.ts';

/** Verdicts below this confidence get a warning. */
const MIN_CONFIDENCE = 0.95;

/**
 * Decodes bytes to text without a byte order mark. Never throws because of the bytes: invalid sequences become U+FFFD and are
 * counted.
 */
export function decode(bytes: Uint8Array, hints: EncodingHints): Decoded {
  const declared = declaredCharset(bytes, hints.charset);
  const mark = byteOrderMark(bytes);
  const forced = hints.encoding === null ? null : forcedEncoding(hints.encoding, mark?.name ?? null);
  if (forced !== null) {
    const body = mark?.name === forced ? bytes.subarray(mark.length) : bytes;
    return plain({ name: forced, by: 'forced', confidence: 1, sampled: false }, body, declared);
  }
  if (mark === null) return decodeDetected(bytes, declared, hints.candidates);
  const body = bytes.subarray(mark.length);
  // Scrapers put a UTF-8 byte order mark before text in any encoding.
  if (mark.name === 'utf-8' && !isUtf8(asBuffer(body)) && !isDamagedUtf8(utf8Evidence(body))) {
    return decodeDetected(body, declared, hints.candidates);
  }
  return mixed(
    { name: mark.name, by: 'bom', confidence: 1, sampled: false },
    body,
    declared,
    knownNames(hints.candidates),
  );
}

/** A label without a byte order (utf-16) takes that of the byte order mark. */
function forcedEncoding(label: string, marked: string | null): string | null {
  const open = /^(?:utf-?(?:16|32)|ucs-?2|unicode)$/i.test(label.trim());
  const known = knownEncoding(label);
  return open && marked !== null && marked.slice(0, 6) === known?.slice(0, 6) ? marked : known;
}

function decodeDetected(bytes: Uint8Array, declared: string | null, candidates: readonly string[] | null): Decoded {
  const allowed = knownNames(candidates);
  const evidence = evidenceOf(bytes, declared === null ? null : knownEncoding(declared), allowed);
  for (const detector of detectors) {
    const verdict = detector(evidence);
    if (verdict !== null) return mixed(verdict, bytes, declared, allowed);
  }
  return plain({ name: 'utf-8', by: 'default', confidence: 0, sampled: false }, bytes, declared);
}

/** Canonical names of the candidates, or null for all encodings. */
function knownNames(candidates: readonly string[] | null): ReadonlySet<string> | null {
  return candidates && new Set(candidates.map((name) => knownEncoding(name)).filter((name) => name !== null));
}

/** Decodes all bytes in the encoding of the verdict. */
function plain(verdict: Verdict, bytes: Uint8Array, declared: string | null): Decoded {
  const text = decodeAs(verdict.name, bytes);
  return report(verdict, { bytes, declared }, text, countReplaced(verdict.name, bytes, text), []);
}

/** Decodes bytes some lines of which may be in another encoding than that of the verdict. */
function mixed(
  verdict: Verdict,
  bytes: Uint8Array,
  declared: string | null,
  allowed: ReadonlySet<string> | null,
): Decoded {
  const text = realigned(verdict.name, bytes, decodeAs(verdict.name, bytes));
  const whole = countReplaced(verdict.name, bytes, text);
  const stretches = whole === 0 && verdict.name === 'utf-8' ? null : stretchesOf(verdict.name, bytes, text, allowed);
  if (stretches === null) return report(verdict, { bytes, declared }, text, whole, []);
  const parts = stretches.map(decodedStretch);
  const replaced = parts.reduce((sum, part) => sum + countReplaced(part.name, part.bytes, part.text), 0);
  const joined = parts.map((part) => part.text).join('');
  return report(verdict, { bytes, declared }, joined, replaced, ['mixed-encoding']);
}

function decodedStretch({ name, bytes }: Stretch): Stretch & { readonly text: string } {
  return { name, bytes, text: realigned(name, bytes, decodeAs(name, bytes)) };
}

function report(
  verdict: Verdict,
  { bytes, declared }: { readonly bytes: Uint8Array; readonly declared: string | null },
  text: string,
  replaced: number,
  more: readonly Warning[],
): Decoded {
  const { name, by, confidence, sampled } = verdict;
  const warnings: Warning[] = [...more];
  if (confidence < MIN_CONFIDENCE) warnings.push('low-confidence-encoding');
  if (isWrong(declared, name, text)) warnings.push('declared-encoding-wrong');
  if (replaced > 0) warnings.push('replaced-bytes');
  if (sampled) warnings.push('sampled-encoding');
  // Searching the bytes is much faster, and the text has no NUL if the bytes have none.
  if (asBuffer(bytes).includes(0) && text.includes('\0')) warnings.push('nul-bytes');
  const variant = name === 'big5' && usesSupplement(bytes) ? 'big5-hkscs' : name;
  return { text, encoding: { name: variant, by, confidence, declared, replaced }, warnings };
}

/** Whether the declared charset contradicts the detected one. Pure ASCII contradicts nothing. */
function isWrong(declared: string | null, name: string, text: string): boolean {
  if (declared === null) return false;
  const known = knownEncoding(declared);
  return known !== null && known !== name && /[^\0-\x7f]/.test(text);
}
