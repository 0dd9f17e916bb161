import type { Evidence, Verdict } from '../evidence.ts';
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
const LITTLE = 4;
const ABOUT_NOISE = 14.1;

/** The East Asian encoding in which the characters beyond ASCII are frequent ones, if there is such a one. */
export function likelihood(evidence: Evidence): Verdict | null {
  const inStep = evidence.readings();
  const best = favourite(inStep, evidence.declared) ?? favourite(outOfStep(evidence), evidence.declared);
  if (best === null) return null;
  const by = best.reading.name === evidence.declared ? 'declared' : 'likelihood';
  return { name: best.reading.name, by, confidence: confidenceOf(best.excess), sampled: false };
}

function favourite(
  found: readonly Reading[],
  declared: string | null,
  enough = ENOUGH,
): { reading: Reading; excess: number } | null {
  let best: { reading: Reading; excess: number; bits: number } | null = null;
  for (const reading of found) {
    const bonus = reading.name === declared ? DECLARED : 0;
    const bits = reading.bits - bonus;
    if (best !== null && bits >= best.bits) continue;
    best = { reading, bits, excess: (NOISE - reading.mean) * reading.chars + bonus };
  }
  if (best === null || best.reading.name.startsWith('utf-16')) return null;
  return best.excess >= (best.reading.name === 'shift_jis' ? ENOUGH_SHIFT_JIS : enough) ? best : null;
}

/** The same for a few characters about which nobody else knows anything: some bits are enough, or no more than noise if nothing is invalid. */
export function weakLikelihood(evidence: Evidence): Verdict | null {
  const best = favourite(evidence.readings(), evidence.declared, -Infinity);
  if (best === null || best.reading.invalid > 0 || best.reading.name === 'shift_jis') return null;
  const { name, mean, chars } = best.reading;
  if (best.excess < LITTLE && (chars < 6 || mean > ABOUT_NOISE)) return null;
  return { name, by: 'likelihood', confidence: 0.7, sampled: false };
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

/** From how far the reading beats noise, in bits. */
function confidenceOf(excess: number): number {
  return excess > 40 ? 0.99 : excess > 25 ? 0.97 : 0.9;
}
