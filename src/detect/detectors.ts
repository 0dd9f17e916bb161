import { isAscii, isUtf8 } from 'node:buffer';
import { asBuffer, decodeAs } from './codecs/index.ts';
import { escapeEncoding } from './escape.ts';
import { allows } from './evidence.ts';
import type { Evidence, Verdict } from './evidence.ts';
import { likelihood, weakLikelihood } from './model/detector.ts';
import { utf16 } from './utf-16.ts';
import { utf32Order } from './utf-32.ts';
import { hasLongRuns, hasWholeLines, isDamagedUtf8, surpriseOfLetters, utf8Evidence } from './utf-8.ts';
import type { Utf8Evidence } from './utf-8.ts';
import { vote } from './vote.ts';

/** Returns a verdict, or null if the evidence is insufficient. */
export type Detector = (evidence: Evidence) => Verdict | null;

/**
 * Most reliable first. Escape sequences come before UTF-8 because they are ASCII and so valid UTF-8; the same holds for UTF-32 and
 * UTF-16 text with NULs. `vote` always returns a verdict.
 */
export const detectors: readonly Detector[] = [escapes, utf32, utf16, utf8, damagedUtf8, likelihood, someLines, vote];

function escapes(evidence: Evidence): Verdict | null {
  const name = escapeEncoding(evidence.bytes);
  return name === null || !allows(evidence, name) ? null : { name, by: 'escape', confidence: 0.99, sampled: false };
}

function utf32(evidence: Evidence): Verdict | null {
  const name = utf32Order(evidence.bytes);
  return name === null || !allows(evidence, name) ? null : { name, by: 'utf-32', confidence: 0.99, sampled: false };
}

function utf8(evidence: Evidence): Verdict | null {
  if (!allows(evidence, 'utf-8') || !isUtf8(asBuffer(evidence.bytes))) return null;
  const rival = rivalOfUtf8(evidence);
  if (rival !== null && surpriseOfLetters(decodeAs('utf-8', evidence.bytes)) > rival.bits) return rival.verdict;
  return { name: 'utf-8', by: 'utf-8', confidence: rival?.likely ? DISPUTED_CONFIDENCE : 1, sampled: false };
}

/** Longer input is not valid UTF-8 by chance, unless it repeats few bytes. */
const CHANCE_BYTES = 512;
/** Input with at most this many distinct non-ASCII bytes is repetitive. */
const MAX_REPETITIVE_BYTES = 8;
/** Confidence in UTF-8 if another encoding is also plausible. */
const DISPUTED_CONFIDENCE = 0.7;

/** Another encoding that valid UTF-8 may be in. */
interface Rival {
  readonly verdict: Verdict;
  readonly bits: number;
  /** Whether it is likely by itself, and not only if UTF-8 is most unlikely: `\u0176\u0176\u0176` for 哦哦哦. */
  readonly likely: boolean;
}

/** A reading in another encoding, for short input whose UTF-8 characters all have two bytes: 联通 in GB2312, 目录, 一一一. */
function rivalOfUtf8(evidence: Evidence): Rival | null {
  const { bytes } = evidence;
  if (!mayBeChance(bytes) || isAscii(asBuffer(bytes)) || bytes.some(beginsLong)) return null;
  const likely = likelihood(evidence);
  const verdict = likely ?? weakLikelihood(evidence);
  const reading = evidence.readings().find(({ name }) => name === verdict?.name);
  // Bytes that are valid in one encoding and invalid in the other are in the first.
  return verdict === null || reading === undefined || reading.invalid > 0
    ? null
    : { verdict, bits: reading.bits, likely: likely !== null };
}

/** Whether input is so short or repetitive that it may be valid UTF-8 by chance. */
function mayBeChance(bytes: Uint8Array): boolean {
  if (bytes.length <= CHANCE_BYTES) return true;
  const seen = new Set<number>();
  const end = Math.min(bytes.length, 8 * CHANCE_BYTES);
  for (let at = 0; at < end && seen.size <= MAX_REPETITIVE_BYTES; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80) seen.add(byte);
  }
  return seen.size <= MAX_REPETITIVE_BYTES;
}

/** Whether a byte of valid UTF-8 begins a character of three or four bytes. */
function beginsLong(byte: number): boolean {
  return byte >= 0xe0;
}

function damagedUtf8(evidence: Evidence): Verdict | null {
  if (!allows(evidence, 'utf-8')) return null;
  const { bytes, whole } = evidence.sample();
  const inSample = utf8Evidence(bytes);
  // Other encodings form long characters by chance, but fewer than one for every four invalid sequences.
  if (!whole && inSample.long * 4 < inSample.bad && inSample.good < inSample.bad) return null;
  const found = whole ? inSample : utf8Evidence(evidence.bytes);
  if (found.good === 0 || !isDamagedUtf8(found)) return null;
  if (mayBeChance(evidence.bytes) && (isDoubtful(found) || likelihood(evidence) !== null)) return null;
  return { name: 'utf-8', by: 'utf-8', confidence: found.long > 2 || found.good > 8 ? 0.99 : 0.8, sampled: false };
}

/** Confidence in UTF-8 if whole lines are, among others that are in no encoding known here by themselves. */
const SOME_LINES_CONFIDENCE = 0.8;

/** Lines in UTF-8, or long parts of them, beside lines in another encoding, too many for damage; the others are decoded by themselves afterwards. */
function someLines(evidence: Evidence): Verdict | null {
  const { bytes, whole } = evidence.sample();
  return allows(evidence, 'utf-8') && (hasWholeLines(bytes) || hasLongRuns(bytes))
    ? { name: 'utf-8', by: 'utf-8', confidence: SOME_LINES_CONFIDENCE, sampled: !whole }
    : null;
}

/** Two GBK characters may contain a two-byte UTF-8 character between invalid bytes. */
function isDoubtful({ good, long, bad }: Utf8Evidence): boolean {
  return long === 0 && good < 4 * (bad + 1);
}
