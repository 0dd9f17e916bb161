import { unitsTogether } from './phrases.ts';
import { ALWAYS, CHANGED, CLASSES, GROWTH, pairHash } from './script-table.ts';
import type { ScriptTable } from './script-table.ts';

/** Where converted text is gathered. */
export interface Target {
  /** Has room for the growth of all that is still to come. */
  readonly units: Uint16Array;
  /** Number of units in use. */
  length: number;
  /** Number of changes so far: each phrase or character that came out different is one. */
  count: number;
}

/** Text of so many units is gathered and read in room that is used again and again. */
const USUAL = 1 << 15;
const usualTarget = new Uint16Array(USUAL * GROWTH);
const usualRoom = makeRoom(USUAL);

/** What a block is read into. What it holds is of no use after a call. */
interface Room {
  readonly read: Uint16Array;
  readonly bytes: Buffer;
  /** Offsets where a phrase may start. */
  readonly closer: Uint32Array;
}

function makeRoom(length: number): Room {
  const read = new Uint16Array(length);
  return { read, bytes: Buffer.from(read.buffer), closer: new Uint32Array(length) };
}

/** An empty target for a text of so many units. Only one is in use at a time. */
export function newTarget(length: number): Target {
  const size = length * GROWTH;
  const units = size <= usualTarget.length ? usualTarget : new Uint16Array(Buffer.allocUnsafeSlow(size * 2).buffer);
  return { units, length: 0, count: 0 };
}

/** What a target holds. */
export function textOf({ units, length }: Target): string {
  return Buffer.from(units.buffer, 0, length * 2).toString('utf16le');
}

/** Adds a text as it stands. */
export function copyInto(text: string, target: Target): void {
  Buffer.from(target.units.buffer).write(text, target.length * 2, 'utf16le');
  target.length += text.length;
}

/**
 * Adds a text converted from left to right: at each place the longest phrase that starts there, else the character. Returns the
 * classes of all its characters, as a sum of bits. Says the same as `changesIn`, faster: first every unit by itself, without a
 * branch, then the few places where a phrase may start.
 */
export function convertInto(table: ScriptTable, text: string, target: Target): number {
  const { read, bytes, closer } = text.length <= USUAL ? usualRoom : makeRoom(text.length);
  bytes.write(text, 'utf16le');
  const { units } = table;
  const write = target.units;
  const start = target.length;
  let seen = 0;
  let places = 0;
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const made = units[read[i] ?? 0] ?? 0;
    write[start + i] = made;
    closer[places] = i;
    places += (made >>> 16) & 1;
    count += (made >>> 17) & 1;
    seen |= made;
  }
  target.length += text.length;
  target.count += count;
  putPhrases(table, text, read, closer.subarray(0, places), target);
  return seen >>> CLASSES;
}

/** Puts phrases in place of what their characters became one by one. */
function putPhrases(table: ScriptTable, text: string, read: Uint16Array, places: Uint32Array, target: Target): void {
  const { starts, units } = table;
  let done = 0;
  for (const i of places) {
    const unit = read[i] ?? 0;
    if (starts[pairHash(unit, read[i + 1] ?? 0)] === 0 && ((units[unit] ?? 0) & ALWAYS) === 0) continue;
    const size = i < done ? 0 : unitsTogether(table, text, i, text.length);
    if (size === 0) continue;
    done = i + size;
    putPhrase(table, text.slice(i, done), target.length - (text.length - i), target);
  }
}

/** Puts what becomes of a phrase at `at` in the target; what follows moves if the length differs. */
function putPhrase(table: ScriptTable, old: string, at: number, target: Target): void {
  const made = table.phrases.get(old) ?? old;
  for (let k = 0; k < old.length; k++) {
    if (((table.units[old.charCodeAt(k)] ?? 0) & CHANGED) !== 0) target.count--;
  }
  if (made !== old) target.count++;
  if (made.length !== old.length) target.units.copyWithin(at + made.length, at + old.length, target.length);
  target.length += made.length - old.length;
  for (let k = 0; k < made.length; k++) target.units[at + k] = made.charCodeAt(k);
}
