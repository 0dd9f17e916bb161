import { isUtf8 } from 'node:buffer';
import { asBuffer, decodeAs } from './codecs/index.ts';
import { escapeEncoding } from './escape.ts';
import { allows } from './evidence.ts';
import type { Evidence, Verdict } from './evidence.ts';
import { likelihood } from './model/detector.ts';
import { utf16 } from './utf-16.ts';
import { utf32Order } from './utf-32.ts';
import { isDamagedUtf8, isOneScript, utf8Evidence } from './utf-8.ts';
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
  return mayBeChance(evidence.bytes) && likelihood(evidence) !== null
    ? null
    : { name: 'utf-8', by: 'utf-8', confidence: 1, sampled: false };
}

/** Whether the bytes are so few, and so odd as UTF-8, that they may be valid by chance. */
function mayBeChance(bytes: Uint8Array): boolean {
  if (bytes.length > 512) return false;
  const { good, long } = utf8Evidence(bytes);
  return good > 0 && long === 0 && !isOneScript(decodeAs('utf-8', bytes));
}

function damagedUtf8(evidence: Evidence): Verdict | null {
  if (!allows(evidence, 'utf-8')) return null;
  const { bytes, whole } = evidence.sample();
  const glance = utf8Evidence(bytes);
  // The other encodings form long characters by chance, but not one for every four bytes that fit nowhere.
  if (!whole && glance.long * 4 < glance.bad && glance.good < glance.bad) return null;
  const found = whole ? glance : utf8Evidence(evidence.bytes);
  if (found.good === 0 || mayBeChance(evidence.bytes) || !isDamagedUtf8(found)) return null;
  return { name: 'utf-8', by: 'utf-8', confidence: found.long > 2 || found.good > 8 ? 0.99 : 0.8, sampled: false };
}
