import { descriptionLength } from './description.ts';
import { ALWAYS, CHANGED, pairHash } from './script-table.ts';
import type { Phrase, ScriptTable } from './script-table.ts';
import { surroundings } from './surroundings.ts';

/**
 * The longest phrase of the table that stands at `i` in `[i, end)` of the units, a character that becomes several units,
 * or another one than usual in its surroundings, or a description of one. Null for a unit that stands alone.
 */
export function phraseAt(table: ScriptTable, units: Uint16Array, i: number, end: number): Phrase | null {
  const unit = units[i] ?? 0;
  const group = i + 1 < end ? (table.starts[pairHash(unit, units[i + 1] ?? 0)] ?? 0) : 0;
  if (group > 0) {
    for (const phrase of table.phrasesOf(group)) if (standsAt(phrase.from, units, i, end)) return phrase;
  }
  if (((table.units[unit] ?? 0) & ALWAYS) === 0) return null;
  return table.singles.get(unit) ?? readingAt(table, units, i, end) ?? descriptionAt(table, units, i, end);
}

/** What the first rule that holds makes of the unit at `i`, or null. */
function readingAt({ contexts }: ScriptTable, units: Uint16Array, i: number, end: number): Phrase | null {
  const readings = contexts.get(units[i] ?? 0);
  if (readings === undefined) return null;
  const around = surroundings(units, i, end);
  return readings.find(({ holds, character }) => holds(around, character))?.phrase ?? null;
}

function standsAt(phrase: Uint16Array, units: Uint16Array, i: number, end: number): boolean {
  if (i + phrase.length > end) return false;
  for (let k = 0; k < phrase.length; k++) if (phrase[k] !== units[i + k]) return false;
  return true;
}

/** An ideographic description at `i` as a phrase that stays, or null. */
function descriptionAt(table: ScriptTable, units: Uint16Array, i: number, end: number): Phrase | null {
  const unit = units[i] ?? 0;
  if (unit < 0x2ff0 || unit > 0x2fff) return null;
  const length = descriptionLength(units, i, end);
  if (length === 0) return null;
  const whole = units.slice(i, i + length);
  const apart = whole.filter((part) => ((table.units[part] ?? 0) & CHANGED) !== 0).length;
  return { from: whole, to: whole, changes: false, apart };
}
