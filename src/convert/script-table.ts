import { hanClasses } from '../text/han-classes.ts';
import type { ContextRule } from './context-rules.ts';

/** From and to, of any length. */
export type Entry = readonly [from: string, to: string];

/** No entry makes its text longer than this many times. */
export const GROWTH = 3;

/** Bits of `ScriptTable.units`; the low 16 are the unit that comes out. */
export const CLOSER: number = 1 << 16;
export const CHANGED: number = 1 << 17;
export const ALWAYS: number = 1 << 18;
export const SECOND: number = 1 << 19;
/** The classes of the unit (see `text/han-classes.ts`) stand from this bit on. */
export const CLASSES = 24;

/** An entry that one unit does not settle. */
export interface Phrase {
  readonly from: Uint16Array;
  readonly to: Uint16Array;
  /** False where the phrase stays as it is, so that none of its characters changes. */
  readonly changes: boolean;
  /** Number of its units that would change one by one. */
  readonly apart: number;
}

/** What a character becomes where a rule holds. */
export interface Reading {
  readonly holds: ContextRule['holds'];
  readonly character: string;
  readonly phrase: Phrase;
}

/** A dictionary compiled for speed: one look-up settles most characters, phrases stand behind a test of two characters. */
export interface ScriptTable {
  /**
   * For each UTF-16 unit: what comes out if it stands alone, CLOSER if it may not, CHANGED if that is another unit, ALWAYS
   * (besides CLOSER) if a look at the next unit does not settle it, SECOND if it
   * is the second unit of a phrase, its classes.
   */
  readonly units: Uint32Array;
  /** For each hash of two units (see `pairHash`) the number of the group of phrases that may start there; 0 if none does. */
  readonly starts: Uint16Array;
  /** The phrases of a group, longest first. */
  readonly phrasesOf: (group: number) => readonly Phrase[];
  /** Characters that become several units. */
  readonly singles: ReadonlyMap<number, Phrase>;
  /** What else a character may become, by the rules that tell when, in their order. */
  readonly contexts: ReadonlyMap<number, readonly Reading[]>;
}

/** Where two units stand in `starts`. */
export function pairHash(first: number, second: number): number {
  return (Math.imul(first, 0x9e5) ^ Math.imul(second, 0x1f35)) & 0xffff;
}

/** Compiles entries; where two have the same `from`, the later one holds. Rules are asked where no phrase stands. */
export function compileTable(entries: Iterable<Entry>, rules: readonly ContextRule[] = []): ScriptTable {
  const units = emptyUnits();
  const starts = new Uint16Array(0x10000);
  const groups: Entry[][] = [[]];
  const singles = new Map<number, Phrase>();
  for (const entry of new Map(entries)) {
    const [from, to] = entry;
    const first = from.charCodeAt(0);
    if (from.length > 1) {
      const second = from.charCodeAt(1);
      const hash = pairHash(first, second);
      setBits(units, first, CLOSER);
      setBits(units, second, SECOND);
      starts[hash] ||= groups.push([]) - 1;
      groups[starts[hash] ?? 0]?.push(entry);
    } else if (to.length > 1) {
      setBits(units, first, CLOSER | ALWAYS);
      singles.set(first, makePhrase(units, from, to));
    } else setUnit(units, first, to);
  }
  return { units, starts, phrasesOf: phrasesOf(groups, units), singles, contexts: compileRules(units, rules) };
}

/** Makes the phrases of a group when they are asked for: all of them take longer than a short text (3 ms of the start). */
function phrasesOf(groups: readonly Entry[][], units: Uint32Array): ScriptTable['phrasesOf'] {
  const made: (readonly Phrase[] | undefined)[] = [];
  return (group) =>
    (made[group] ??= (groups[group] ?? [])
      .sort(([a], [b]) => b.length - a.length)
      .map(([from, to]) => makePhrase(units, from, to)));
}

function compileRules(units: Uint32Array, rules: readonly ContextRule[]): ScriptTable['contexts'] {
  const contexts = new Map<number, Reading[]>();
  for (const { forms, holds } of rules) {
    for (const [character, to] of forms) {
      const unit = character.charCodeAt(0);
      setBits(units, unit, CLOSER | ALWAYS);
      const readings = contexts.get(unit) ?? [];
      contexts.set(unit, [...readings, { holds, character, phrase: makePhrase(units, character, to) }]);
    }
  }
  return contexts;
}

/** Every unit as it stands, with its classes. */
function emptyUnits(): Uint32Array {
  const classes = hanClasses();
  const units = new Uint32Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) units[unit] = unit | ((classes[unit] ?? 0) << CLASSES);
  for (let operator = 0x2ff0; operator < 0x3000; operator++) {
    setBits(units, operator, CLOSER | ALWAYS); // see description.ts
  }
  return units;
}

function setBits(units: Uint32Array, unit: number, bits: number): void {
  units[unit] = (units[unit] ?? 0) | bits;
}

/** What comes out for a unit that stands alone. */
function setUnit(units: Uint32Array, unit: number, to: string): void {
  const made = to.charCodeAt(0);
  units[unit] = ((units[unit] ?? 0) & ~0xffff) | made | (made === unit ? 0 : CHANGED);
}

function makePhrase(units: Uint32Array, from: string, to: string): Phrase {
  if (to.length > from.length * GROWTH) throw new Error(`Too long for a table: ${from} ${to}`);
  const codes = unitsOf(from);
  const apart = codes.filter((unit) => ((units[unit] ?? 0) & CHANGED) !== 0).length;
  return { from: codes, to: unitsOf(to), changes: from !== to, apart };
}

/** The UTF-16 units of a text. */
export function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  return units;
}
