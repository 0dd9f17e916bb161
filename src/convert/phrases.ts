import { descriptionLength } from './description.ts';
import { ALWAYS_LOOK_UP, CHANGED, bigramHash } from './script-table.ts';
import type { Phrase, ScriptTable } from './script-table.ts';
import { surroundings } from './surroundings.ts';

/**
 * The entry that applies at `i`, with `end` the end of the text: the longest phrase of the table, a character that becomes several
 * code units, a form chosen by context, or an ideographic description. Null if the code unit is converted by itself.
 */
export function phraseAt(table: ScriptTable, units: Uint16Array, i: number, end: number): Phrase | null {
  const unit = units[i] ?? 0;
  const group = i + 1 < end ? (table.starts[bigramHash(unit, units[i + 1] ?? 0)] ?? 0) : 0;
  if (group > 0) {
    for (const phrase of table.phrasesOf(group)) if (standsAt(phrase.from, units, i, end)) return phrase;
  }
  if (((table.units[unit] ?? 0) & ALWAYS_LOOK_UP) === 0) return null;
  return table.singles.get(unit) ?? conditionalFormAt(table, units, i, end) ?? descriptionAt(table, units, i, end);
}

/** The form that the first matching context rule gives the code unit at `i`, or null. */
function conditionalFormAt({ contexts }: ScriptTable, units: Uint16Array, i: number, end: number): Phrase | null {
  const forms = contexts.get(units[i] ?? 0);
  if (forms === undefined) return null;
  const context = surroundings(units, i, end);
  return forms.find(({ holds, character }) => holds(context, character))?.phrase ?? null;
}

function standsAt(phrase: Uint16Array, units: Uint16Array, i: number, end: number): boolean {
  if (i + phrase.length > end) return false;
  for (let k = 0; k < phrase.length; k++) if (phrase[k] !== units[i + k]) return false;
  return true;
}

/** The ideographic description sequence at `i` as a phrase that does not change, or null. */
function descriptionAt(table: ScriptTable, units: Uint16Array, i: number, end: number): Phrase | null {
  const unit = units[i] ?? 0;
  if (unit < 0x2ff0 || unit > 0x2fff) return null;
  const length = descriptionLength(units, i, end);
  if (length === 0) return null;
  const whole = units.slice(i, i + length);
  const apart = whole.filter((part) => ((table.units[part] ?? 0) & CHANGED) !== 0).length;
  return { from: whole, to: whole, changes: false, apart };
}
