import { hanClasses } from '../text/han-classes.ts';

/** From and to, of any length. */
export type Entry = readonly [from: string, to: string];

/** No entry makes its text longer than this many times. */
export const GROWTH = 3;

/** Bits of `ScriptTable.units`; the low 16 are the unit that comes out. */
export const CLOSER: number = 1 << 16;
export const CHANGED: number = 1 << 17;
export const ALWAYS: number = 1 << 18;
/** The classes of the unit (see `text/han-classes.ts`) stand from this bit on. */
export const CLASSES = 24;

/** A dictionary compiled for speed: one look-up settles most characters, phrases stand behind a test of two characters. */
export interface ScriptTable {
  /** For each UTF-16 unit: what comes out if it stands alone, CLOSER if it may not, CHANGED if that is another unit, ALWAYS (besides CLOSER) if a look at the next unit does not settle it, its classes. */
  readonly units: Uint32Array;
  /** Length in units of the longest phrase that starts with two units of this hash (see `pairHash`); 0 where none does. */
  readonly starts: Uint8Array;
  /** Phrases, surrogate pairs, and characters that become several units. */
  readonly phrases: ReadonlyMap<string, string>;
}

/** Where two units stand in `starts`. */
export function pairHash(first: number, second: number): number {
  return (Math.imul(first, 0x9e5) ^ Math.imul(second, 0x1f35)) & 0xffff;
}

/** Compiles entries; where two have the same `from`, the later one holds. */
export function compileTable(entries: Iterable<Entry>): ScriptTable {
  const classes = hanClasses();
  const units = Uint32Array.from({ length: 0x10000 }, (_, unit) => unit + (classes[unit] ?? 0) * 2 ** CLASSES);
  const phrases = new Map<string, string>();
  for (const [from, to] of entries) {
    if (from.length === 1) setUnit(units, from.charCodeAt(0), to);
    if (from.length === 1 && to.length === 1) phrases.delete(from);
    else phrases.set(from, to);
  }
  const starts = new Uint8Array(0x10000);
  for (const [from, to] of phrases) {
    mark(units, from.charCodeAt(0), from.length === 1 ? CLOSER | ALWAYS : CLOSER);
    if (from.length > 1) noteStart(starts, from);
    if (to.length > from.length * GROWTH) throw new Error(`Too long for a table: ${from} ${to}`);
  }
  for (let operator = 0x2ff0; operator < 0x3000; operator++) mark(units, operator, CLOSER | ALWAYS); // see description.ts
  return { units, starts, phrases };
}

function noteStart(starts: Uint8Array, phrase: string): void {
  const hash = pairHash(phrase.charCodeAt(0), phrase.charCodeAt(1));
  starts[hash] = Math.max(starts[hash] ?? 0, phrase.length);
}

function setUnit(units: Uint32Array, unit: number, to: string): void {
  const made = to.length === 1 ? to.charCodeAt(0) : unit;
  units[unit] = (((units[unit] ?? 0) >>> CLASSES) * 2 ** CLASSES + made) | (made === unit ? 0 : CHANGED);
}

function mark(units: Uint32Array, unit: number, bits: number): void {
  units[unit] = (units[unit] ?? 0) | bits;
}
