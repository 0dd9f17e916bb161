import type { Edit } from '../types.ts';
import { phraseAt } from './phrases.ts';
import { CHANGED, CLOSER, unitsOf } from './script-table.ts';
import type { ScriptTable } from './script-table.ts';

/** The changes that `convertInto` makes in `[start, end)` of a text, one by one. */
export function* changesIn(table: ScriptTable, text: string, start: number, end: number): Generator<Edit> {
  const units = unitsOf(text.slice(start, end));
  for (let i = 0; i < units.length;) {
    const made = table.units[units[i] ?? 0] ?? 0;
    const phrase = (made & CLOSER) === 0 ? null : phraseAt(table, units, i, units.length);
    const size = phrase === null ? 1 : phrase.from.length;
    if (phrase === null ? (made & CHANGED) !== 0 : phrase.changes) {
      const to = phrase === null ? [made & 0xffff] : phrase.to;
      yield { at: start + i, old: text.slice(start + i, start + i + size), new: String.fromCharCode(...to) };
    }
    i += size;
  }
}
