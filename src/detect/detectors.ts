import { isAscii, isUtf8 } from 'node:buffer';
import { asBuffer, decodeAs } from './codecs/index.ts';
import { escapeEncoding } from './escape.ts';
import { allows } from './evidence.ts';
import type { Evidence, Verdict } from './evidence.ts';
import { likelihood } from './model/detector.ts';
import type { Reading } from './model/surprise.ts';
import { utf16 } from './utf-16.ts';
import { utf32Order } from './utf-32.ts';
import { isDamagedUtf8, surpriseOfLetters, utf8Evidence } from './utf-8.ts';
import type { Utf8Evidence } from './utf-8.ts';
import { vote } from './vote.ts';

/** A detector: a verdict, or null where its evidence does not suffice. */
export type Detector = (evidence: Evidence) => Verdict | null;

/**
 * In order of trust. Escapes come before UTF-8, since they are ASCII and so valid UTF-8; so do UTF-32 and UTF-16, where there are NULs.
 * The vote always has an opinion.
 */
export const detectors: readonly Detector[] = [escapes, utf32, utf16, utf8, damagedUtf8, likelihood, vote];

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
  if (rival === null) return { name: 'utf-8', by: 'utf-8', confidence: 1, sampled: false };
  if (surpriseOfLetters(decodeAs('utf-8', evidence.bytes)) - VALID > rival.bits) return null;
  return { name: 'utf-8', by: 'utf-8', confidence: DISPUTED, sampled: false };
}

/** Bytes beyond which nothing is valid UTF-8 by chance, unless they repeat themselves. */
const FEW = 512;
/** Different bytes beyond ASCII that a text has at least if it does not. */
const DIFFERENT = 8;
/** What being valid UTF-8 is worth, in bits. */
const VALID = 12;
/** How sure it is where another encoding reads well, too. */
const DISPUTED = 0.7;

/** Another reading of a few characters that are all of two bytes in UTF-8, as by chance: 联通 in GB2312, 目录, 一一一. */
function rivalOfUtf8(evidence: Evidence): Reading | null {
  const { bytes } = evidence;
  if (!isLittle(bytes) || isAscii(asBuffer(bytes)) || utf8Evidence(bytes).long > 0) return null;
  const other = likelihood(evidence);
  return evidence.readings().find(({ name }) => name === other?.name) ?? null;
}

function isLittle(bytes: Uint8Array): boolean {
  if (bytes.length <= FEW) return true;
  const seen = new Set<number>();
  const end = Math.min(bytes.length, 8 * FEW);
  for (let at = 0; at < end && seen.size <= DIFFERENT; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80) seen.add(byte);
  }
  return seen.size <= DIFFERENT;
}

function damagedUtf8(evidence: Evidence): Verdict | null {
  if (!allows(evidence, 'utf-8')) return null;
  const { bytes, whole } = evidence.sample();
  const glance = utf8Evidence(bytes);
  // The other encodings form long characters by chance, but not one for every four bytes that fit nowhere.
  if (!whole && glance.long * 4 < glance.bad && glance.good < glance.bad) return null;
  const found = whole ? glance : utf8Evidence(evidence.bytes);
  if (found.good === 0 || !isDamagedUtf8(found)) return null;
  if (isLittle(evidence.bytes) && (isHardlyUtf8(found) || likelihood(evidence) !== null)) return null;
  return { name: 'utf-8', by: 'utf-8', confidence: found.long > 2 || found.good > 8 ? 0.99 : 0.8, sampled: false };
}

/** Two characters of GBK may be one of UTF-8 between halves of others. */
function isHardlyUtf8({ good, long, bad }: Utf8Evidence): boolean {
  return long === 0 && good < 4 * (bad + 1);
}
