import { hanClasses } from '../text/han-classes.ts';
import type { ContextRule } from './context-rules.ts';

/** A dictionary entry: source and target, of any length. */
export type Entry = readonly [from: string, to: string];

/** Largest ratio of target to source length of an entry. */
export const MAX_GROWTH = 3;

/** Flags in `ScriptTable.units`; the low 16 bits are the converted code unit. */
export const STARTS_PHRASE: number = 1 << 16;
export const CHANGED: number = 1 << 17;
export const ALWAYS_LOOK_UP: number = 1 << 18;
export const SECOND_OF_PHRASE: number = 1 << 19;
/** Bit at which the class bits of the code unit (see `text/han-classes.ts`) begin. */
export const CLASS_SHIFT = 24;

/** An entry whose source or target is longer than one code unit, or that applies only in some contexts. */
export interface Phrase {
  readonly from: Uint16Array;
  readonly to: Uint16Array;
  /** False if the phrase stays unchanged, to protect its characters. */
  readonly changes: boolean;
  /** Number of its code units that would change if converted one by one. */
  readonly apart: number;
}

/** The form of a character where a context rule holds. */
export interface ConditionalForm {
  readonly holds: ContextRule['holds'];
  readonly character: string;
  readonly phrase: Phrase;
}

/** A dictionary compiled for speed: most characters take one look-up; phrases are tried only after a test of two characters. */
export interface ScriptTable {
  /**
   * Indexed by UTF-16 code unit: the converted code unit, its class bits, and flags. STARTS_PHRASE: a phrase may start with it;
   * CHANGED: the converted code unit differs; SECOND_OF_PHRASE: it is the second code unit of a phrase; ALWAYS_LOOK_UP (with
   * STARTS_PHRASE): look it up in `phraseAt` whatever follows.
   */
  readonly units: Uint32Array;
  /** Indexed by `bigramHash`: the group of phrases that may start with the two code units; 0 for none. */
  readonly starts: Uint16Array;
  /** The phrases of a group, longest first. */
  readonly phrasesOf: (group: number) => readonly Phrase[];
  /** Characters that become several code units. */
  readonly singles: ReadonlyMap<number, Phrase>;
  /** Forms that depend on context, by character, in order of precedence. */
  readonly contexts: ReadonlyMap<number, readonly ConditionalForm[]>;
}

/** Index of two code units in `starts`. */
export function bigramHash(first: number, second: number): number {
  return (Math.imul(first, 0x9e5) ^ Math.imul(second, 0x1f35)) & 0xffff;
}

/** Compiles entries; of two with the same source the later wins. `rules` apply where no phrase does. */
export function compileTable(entries: Iterable<Entry>, rules: readonly ContextRule[] = []): ScriptTable {
  const units = identityUnits();
  const starts = new Uint16Array(0x10000);
  const groups: Entry[][] = [[]];
  const singles = new Map<number, Phrase>();
  for (const entry of new Map(entries)) {
    const [from, to] = entry;
    const first = from.charCodeAt(0);
    if (from.length > 1) {
      const second = from.charCodeAt(1);
      const hash = bigramHash(first, second);
      setBits(units, first, STARTS_PHRASE);
      setBits(units, second, SECOND_OF_PHRASE);
      starts[hash] ||= groups.push([]) - 1;
      groups[starts[hash] ?? 0]?.push(entry);
    } else if (to.length > 1) {
      setBits(units, first, STARTS_PHRASE | ALWAYS_LOOK_UP);
      singles.set(first, makePhrase(units, from, to));
    } else setUnit(units, first, to);
  }
  return { units, starts, phrasesOf: phrasesOf(groups, units), singles, contexts: compileRules(units, rules) };
}

/** Compiles the phrases of a group on first use: compiling all of them takes 3 ms of the start. */
function phrasesOf(groups: readonly Entry[][], units: Uint32Array): ScriptTable['phrasesOf'] {
  const made: (readonly Phrase[] | undefined)[] = [];
  return (group) =>
    (made[group] ??= (groups[group] ?? [])
      .sort(([a], [b]) => b.length - a.length)
      .map(([from, to]) => makePhrase(units, from, to)));
}

function compileRules(units: Uint32Array, rules: readonly ContextRule[]): ScriptTable['contexts'] {
  const contexts = new Map<number, ConditionalForm[]>();
  for (const { forms, holds } of rules) {
    for (const [character, to] of forms) {
      const unit = character.charCodeAt(0);
      setBits(units, unit, STARTS_PHRASE | ALWAYS_LOOK_UP);
      const readings = contexts.get(unit) ?? [];
      contexts.set(unit, [...readings, { holds, character, phrase: makePhrase(units, character, to) }]);
    }
  }
  return contexts;
}

/** The table that maps every code unit to itself. */
function identityUnits(): Uint32Array {
  const classes = hanClasses();
  const units = new Uint32Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) units[unit] = unit | ((classes[unit] ?? 0) << CLASS_SHIFT);
  for (let operator = 0x2ff0; operator < 0x3000; operator++) {
    setBits(units, operator, STARTS_PHRASE | ALWAYS_LOOK_UP); // ideographic descriptions, see description.ts
  }
  return units;
}

function setBits(units: Uint32Array, unit: number, bits: number): void {
  units[unit] = (units[unit] ?? 0) | bits;
}

/** Sets the conversion of a single code unit. */
function setUnit(units: Uint32Array, unit: number, to: string): void {
  const made = to.charCodeAt(0);
  units[unit] = ((units[unit] ?? 0) & ~0xffff) | made | (made === unit ? 0 : CHANGED);
}

function makePhrase(units: Uint32Array, from: string, to: string): Phrase {
  if (to.length > from.length * MAX_GROWTH) throw new Error(`Conversion grows too much: ${from} to ${to}`);
  const codes = unitsOf(from);
  const apart = codes.filter((unit) => ((units[unit] ?? 0) & CHANGED) !== 0).length;
  return { from: codes, to: unitsOf(to), changes: from !== to, apart };
}

/** The UTF-16 code units of a text. */
export function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  return units;
}
