import { classesIn } from '../text/han-classes.ts';
import type { Edit, Proposal, TextContext } from '../types.ts';
import { changesIn } from './changes.ts';
import { convertInto, copyInto, newTarget, textOf } from './convert-text.ts';
import { visitSpans } from './line-scripts.ts';
import type { Treatment } from './line-scripts.ts';
import type { ScriptTable } from './script-table.ts';

/** Returns the table for a treatment, or null to leave the span unchanged. */
export type TableChoice = (treatment: Treatment) => ScriptTable | null;

/** Converts each span of a text with the table for its treatment. The edits are computed on demand. */
export function proposeWith(tableFor: TableChoice, text: string, context: TextContext): Proposal {
  const target = newTarget(text.length);
  let before = { length: 0, count: 0 };
  visitSpans(text, context, {
    take: (start, end, treatment) => {
      before = { length: target.length, count: target.count };
      const span = text.slice(start, end);
      const table = tableFor(treatment);
      if (table !== null) return convertInto(table, span, target);
      copyInto(span, target);
      return classesIn(span);
    },
    takeBack: () => Object.assign(target, before),
  });
  const { count } = target;
  if (count === 0) return [];
  return { text: textOf(target), count, guessed: 0, edits: () => editsWith(tableFor, text, context) };
}

function editsWith(tableFor: TableChoice, text: string, context: TextContext): readonly Edit[] {
  const parts: Edit[][] = [];
  visitSpans(text, context, {
    take: (start, end, treatment) => {
      const table = tableFor(treatment);
      parts.push(table === null ? [] : [...changesIn(table, text, start, end)]);
      return classesIn(text.slice(start, end));
    },
    takeBack: () => void parts.pop(),
  });
  return parts.flat();
}
