import type { Edit } from '../types.ts';
import { phraseAt } from './phrases.ts';
import { CHANGED, DIFFERENCE_SHIFT, STARTS_PHRASE, unitsOf } from './script-table.ts';
import type { ScriptTable } from './script-table.ts';

/** Yields the edits that `convertInto` makes in `[start, end)` of a text. */
export function* changesIn(table: ScriptTable, text: string, start: number, end: number): Generator<Edit> {
  const units = unitsOf(text.slice(start, end));
  for (let i = 0; i < units.length;) {
    const unit = units[i] ?? 0;
    const entry = table.units[unit] ?? 0;
    const phrase = (entry & STARTS_PHRASE) === 0 ? null : phraseAt(table, units, i, units.length);
    const size = phrase === null ? 1 : phrase.from.length;
    if (phrase === null ? (entry & CHANGED) !== 0 : phrase.changes) {
      const to = phrase === null ? [unit ^ (entry >>> DIFFERENCE_SHIFT)] : phrase.to;
      yield { at: start + i, old: text.slice(start + i, start + i + size), new: String.fromCharCode(...to) };
    }
    i += size;
  }
}
