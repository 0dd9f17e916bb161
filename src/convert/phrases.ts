import { descriptionLength } from './description.ts';
import { ALWAYS, pairHash } from './script-table.ts';
import type { ScriptTable } from './script-table.ts';

/**
 * How many units from `i` on belong together: the longest phrase of the table, a character that becomes several units, or an
 * ideographic description. 0 for a unit that stands alone.
 */
export function unitsTogether(table: ScriptTable, text: string, i: number, end: number): number {
  const unit = text.charCodeAt(i);
  const longest = i + 1 < end ? (table.starts[pairHash(unit, text.charCodeAt(i + 1))] ?? 0) : 0;
  for (let size = Math.min(longest, end - i); size > 1; size--) {
    if (table.phrases.has(text.slice(i, i + size))) return size;
  }
  if (unit >= 0x2ff0 && unit <= 0x2fff) return descriptionLength(text, i, end);
  return ((table.units[unit] ?? 0) & ALWAYS) !== 0 ? 1 : 0;
}
