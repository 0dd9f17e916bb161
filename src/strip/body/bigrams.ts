import type { LineUnits } from './line-units.ts';

/** Number of hash slots for bigrams; colliding bigrams count as equal. */
const SLOTS = 0x10000;
/** Maximum distance, in lines, at which a shared bigram indicates one topic. */
const MAX_DISTANCE_LINES = 12;

/** Bigrams of Chinese characters of all lines, distinct within a line. */
export interface Bigrams {
  /** Hash slots of the bigrams, line by line. */
  readonly slots: Uint16Array;
  /** Offset in `slots` of each line's bigrams, and the end offset of the last line. */
  readonly starts: Uint32Array;
}

/** For each slot the index of the last bigram that hashed to it, or -1; cleared between calls. */
const lastAt = new Int32Array(SLOTS).fill(-1);

export function bigramsOf({ units, starts: lineStarts }: LineUnits): Bigrams {
  const slots = new Uint16Array(units.length);
  const starts = new Uint32Array(lineStarts.length);
  let count = 0;
  for (let line = 0; line + 1 < lineStarts.length; line++) {
    count = addBigrams(units, lineStarts[line] ?? 0, lineStarts[line + 1] ?? 0, slots, count);
    starts[line + 1] = count;
  }
  clearSlots(slots, count);
  return { slots: slots.subarray(0, count), starts };
}

/** Appends the bigrams of the line `[from, to)` at offset `start`; returns the new count. */
function addBigrams(units: Uint16Array, from: number, to: number, slots: Uint16Array, start: number): number {
  let count = start;
  let first = 0;
  for (let at = from; at < to; at++) {
    const second = units[at] ?? 0;
    const chinese = second >= 0x3400 && second < 0xa000;
    if (chinese && first !== 0) {
      const slot = (Math.imul(first, 0x9e37) ^ Math.imul(second, 0x79b1)) & (SLOTS - 1);
      if ((lastAt[slot] ?? -1) < start) {
        lastAt[slot] = count;
        slots[count++] = slot;
      }
    }
    first = chinese ? second : 0;
  }
  return count;
}

/** For each line, the share of its bigrams that also occur in another line nearby, from 0 to 1. */
export function sharesNearby({ slots, starts }: Bigrams): Float64Array {
  const shared = new Uint8Array(slots.length);
  const lineAt = new Uint32Array(slots.length);
  for (let line = 0; line + 1 < starts.length; line++) {
    const end = starts[line + 1] ?? 0;
    for (let at = starts[line] ?? 0; at < end; at++) {
      const slot = slots[at] ?? 0;
      const before = lastAt[slot] ?? -1;
      if (before >= 0 && line - (lineAt[before] ?? 0) <= MAX_DISTANCE_LINES) shared[before] = shared[at] = 1;
      lastAt[slot] = at;
      lineAt[at] = line;
    }
  }
  clearSlots(slots, slots.length);
  return shares(starts, shared);
}

/** For each line, the share of its bigrams that occur in a given line, from 0 to 1. */
export function sharesWithLine({ slots, starts }: Bigrams, line: number): Float64Array {
  const [from, to] = [starts[line] ?? 0, starts[line + 1] ?? 0];
  for (let at = from; at < to; at++) lastAt[slots[at] ?? 0] = at;
  const shared = new Uint8Array(slots.length);
  for (let at = 0; at < slots.length; at++) shared[at] = (lastAt[slots[at] ?? 0] ?? -1) < 0 ? 0 : 1;
  clearSlots(slots, slots.length);
  return shares(starts, shared);
}

function shares(starts: Uint32Array, shared: Uint8Array): Float64Array {
  const result = new Float64Array(starts.length - 1);
  for (let line = 0; line < result.length; line++) {
    const [from = 0, to = 0] = [starts[line], starts[line + 1]];
    let count = 0;
    for (let at = from; at < to; at++) count += shared[at] ?? 0;
    result[line] = count / Math.max(1, to - from);
  }
  return result;
}

function clearSlots(slots: Uint16Array, count: number): void {
  for (let at = 0; at < count; at++) lastAt[slots[at] ?? 0] = -1;
}
