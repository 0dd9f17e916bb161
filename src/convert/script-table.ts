import { hanClasses, visitCharacterPairs } from '../text/han-classes.ts';
import type { ContextRule } from './context-rules.ts';

/** A dictionary entry: source and target, of any length, with a space between them. */
export type Entry = string;

/** Largest ratio of target to source length of an entry. */
export const MAX_GROWTH = 3;

/** Flags in `ScriptTable.units`, above the class bits of the code unit (see `text/han-classes.ts`). */
export const STARTS_PHRASE: number = 1 << 8;
export const CHANGED: number = 1 << 9;
export const ALWAYS_LOOK_UP: number = 1 << 10;
export const SECOND_OF_PHRASE: number = 1 << 11;
/** The class bits in `ScriptTable.units`. */
export const CLASS_BITS = 0xff;
/**
 * Shift of the bits in which the converted code unit differs. Those of a code unit that stays are zero, so that a table begins
 * as a copy of the classes: a loop over all code units takes longer than many a run.
 */
export const DIFFERENCE_SHIFT = 16;

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
   * Indexed by UTF-16 code unit: its class bits, flags, and the bits in which the converted code unit differs. STARTS_PHRASE: a phrase may start with it;
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

/** A table being compiled. */
interface Draft {
  readonly units: Uint32Array;
  readonly starts: Uint16Array;
  readonly groups: Entry[][];
  readonly singles: Map<number, string>;
}

/**
 * Compiles entries, after OpenCC's characters if `characters` says so; of two with the same source the later wins. `rules` apply
 * where no phrase does.
 */
export function compileTable(
  entries: Iterable<Entry>,
  { characters, rules }: { readonly characters: boolean; readonly rules: readonly ContextRule[] },
): ScriptTable {
  const draft: Draft = { units: newUnits(), starts: new Uint16Array(0x10000), groups: [[]], singles: new Map() };
  const { units, starts, groups } = draft;
  if (characters) addCharacters(draft);
  for (const entry of entries) addEntry(draft, entry);
  const singles = new Map<number, Phrase>();
  for (const [unit, to] of draft.singles) singles.set(unit, makePhrase(units, String.fromCharCode(unit), to));
  return { units, starts, phrasesOf: phrasesOf(groups, units), singles, contexts: compileRules(units, rules) };
}

function addCharacters(draft: Draft): void {
  visitCharacterPairs((from, to) => {
    if (from <= 0xffff && to <= 0xffff) setUnit(draft.units, from, to);
    else addEntry(draft, `${String.fromCodePoint(from)} ${String.fromCodePoint(to)}`);
  });
}

function addEntry({ units, starts, groups, singles }: Draft, entry: Entry): void {
  const first = entry.charCodeAt(0);
  if (entry.charAt(1) !== ' ') {
    const second = entry.charCodeAt(1);
    const hash = bigramHash(first, second);
    setBits(units, first, STARTS_PHRASE);
    setBits(units, second, SECOND_OF_PHRASE);
    starts[hash] ||= groups.push([]) - 1;
    groups[starts[hash] ?? 0]?.push(entry);
  } else if (entry.length > 3) {
    setUnit(units, first, first);
    setBits(units, first, STARTS_PHRASE | ALWAYS_LOOK_UP);
    singles.set(first, entry.slice(2));
  } else {
    singles.delete(first);
    setUnit(units, first, entry.charCodeAt(2));
  }
}

/** Compiles the phrases of a group on first use: compiling all of them takes 3 ms of the start. */
function phrasesOf(groups: readonly Entry[][], units: Uint32Array): ScriptTable['phrasesOf'] {
  const made: (readonly Phrase[] | undefined)[] = [];
  return (group) =>
    (made[group] ??= [...new Map((groups[group] ?? []).map(pairOf))]
      .sort(([a], [b]) => b.length - a.length)
      .map(([from, to]) => makePhrase(units, from, to)));
}

/** The source and the target of an entry. */
export function pairOf(entry: Entry): readonly [from: string, to: string] {
  const space = entry.indexOf(' ');
  return [entry.slice(0, space), entry.slice(space + 1)];
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
function newUnits(): Uint32Array {
  const units = new Uint32Array(hanClasses());
  for (let operator = 0x2ff0; operator < 0x3000; operator++) {
    setBits(units, operator, STARTS_PHRASE | ALWAYS_LOOK_UP); // ideographic descriptions, see description.ts
  }
  return units;
}

function setBits(units: Uint32Array, unit: number, bits: number): void {
  units[unit] = (units[unit] ?? 0) | bits;
}

/** Sets the conversion of a single code unit. */
function setUnit(units: Uint32Array, unit: number, to: number): void {
  const rest = (units[unit] ?? 0) & (CLASS_BITS | STARTS_PHRASE | ALWAYS_LOOK_UP | SECOND_OF_PHRASE);
  units[unit] = rest | ((unit ^ to) << DIFFERENCE_SHIFT) | (to === unit ? 0 : CHANGED);
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
