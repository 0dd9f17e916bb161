import type { Edit } from '../types.ts';
import { unitsTogether } from './phrases.ts';
import { CHANGED, CLOSER } from './script-table.ts';
import type { ScriptTable } from './script-table.ts';

/** The changes that `convertSpan` makes in `[start, end)` of a text, one by one. */
export function* changesIn(table: ScriptTable, text: string, start: number, end: number): Generator<Edit> {
  for (let i = start; i < end;) {
    const made = table.units[text.charCodeAt(i)] ?? 0;
    const size = (made & CLOSER) === 0 ? 0 : unitsTogether(table, text, i, end);
    const old = text.slice(i, i + Math.max(size, 1));
    if (size > 0) {
      const phrase = table.phrases.get(old) ?? old;
      if (phrase !== old) yield { at: i, old, new: phrase };
    } else if ((made & CHANGED) !== 0) {
      yield { at: i, old, new: String.fromCharCode(made & 0xffff) };
    }
    i += old.length;
  }
}
