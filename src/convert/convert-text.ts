import { unitsTogether } from './phrases.ts';
import { ALWAYS, CHANGED, CLASSES, pairHash } from './script-table.ts';
import type { ScriptTable } from './script-table.ts';

/** What became of a text. */
export interface Converted {
  readonly text: string;
  /** Each phrase or character that came out different is one change. */
  readonly count: number;
  /** Classes of all characters before conversion, as a sum of bits. */
  readonly classes: number;
}

/** Room to work in, for a block of usual size; larger ones get their own. What it holds is of no use after a call. */
const ROOM = 1 << 14;
const usualRoom = makeRoom(ROOM, 2);

interface Room {
  readonly read: Uint16Array;
  readonly write: Uint16Array;
  /** Offsets where a phrase may start. */
  readonly closer: Uint32Array;
}

function makeRoom(length: number, growth: number): Room {
  return {
    read: new Uint16Array(length),
    write: new Uint16Array(length * growth),
    closer: new Uint32Array(length),
  };
}

/**
 * Converts a text from left to right, at each place the longest phrase that starts there, else the character. Says the same as
 * `changesIn`, faster: first every unit by itself, without a branch, then the few places where a phrase may start.
 */
export function convertText(table: ScriptTable, text: string): Converted {
  const room = text.length <= ROOM && table.growth <= 2 ? usualRoom : makeRoom(text.length, table.growth);
  const { units } = table;
  const { read, write, closer } = room;
  Buffer.from(read.buffer).write(text, 'utf16le');
  let seen = 0;
  let places = 0;
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const made = units[read[i] ?? 0] ?? 0;
    write[i] = made;
    closer[places] = i;
    places += (made >>> 16) & 1;
    count += (made >>> 17) & 1;
    seen |= made;
  }
  const output: Output = { units: write, length: text.length, count };
  putPhrases(table, text, room, places, output);
  return {
    text: output.count === 0 ? text : Buffer.from(write.buffer, 0, output.length * 2).toString('utf16le'),
    count: output.count,
    classes: seen >>> CLASSES,
  };
}

interface Output {
  readonly units: Uint16Array;
  length: number;
  count: number;
}

/** Puts phrases in place of what their characters became one by one. */
function putPhrases(table: ScriptTable, text: string, { read, closer }: Room, places: number, output: Output): void {
  const { starts, units } = table;
  let done = 0;
  for (let k = 0; k < places; k++) {
    const i = closer[k] ?? 0;
    const unit = read[i] ?? 0;
    if (starts[pairHash(unit, read[i + 1] ?? 0)] === 0 && ((units[unit] ?? 0) & ALWAYS) === 0) continue;
    const size = i < done ? 0 : unitsTogether(table, text, i, text.length);
    if (size === 0) continue;
    done = i + size;
    putPhrase(table, text.slice(i, done), output.length - (text.length - i), output);
  }
}

/** Puts what becomes of a phrase at `at` in the output; what follows moves if the length differs. */
function putPhrase(table: ScriptTable, old: string, at: number, output: Output): void {
  const made = table.phrases.get(old) ?? old;
  for (let k = 0; k < old.length; k++) {
    if (((table.units[old.charCodeAt(k)] ?? 0) & CHANGED) !== 0) output.count--;
  }
  if (made !== old) output.count++;
  if (made.length !== old.length) output.units.copyWithin(at + made.length, at + old.length, output.length);
  output.length += made.length - old.length;
  for (let k = 0; k < made.length; k++) output.units[at + k] = made.charCodeAt(k);
}
