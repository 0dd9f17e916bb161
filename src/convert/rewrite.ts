import { classesIn } from '../text/han-classes.ts';
import type { Edit, Proposal, TextContext } from '../types.ts';
import { changesIn } from './changes.ts';
import { convertText } from './convert-text.ts';
import type { Converted } from './convert-text.ts';
import { visitSpans } from './line-scripts.ts';
import type { Treatment } from './line-scripts.ts';
import type { ScriptTable } from './script-table.ts';

/** The table for a span that is treated so, or null to leave it alone. */
export type TableChoice = (treatment: Treatment) => ScriptTable | null;

/** Converts each span of a text with the table that its treatment calls for. The single edits are made only when asked for. */
export function proposeWith(tableFor: TableChoice, text: string, context: TextContext): Proposal {
  const parts: Converted[] = [];
  visitSpans(text, context, {
    take: (start, end, treatment) => {
      const span = text.slice(start, end);
      const table = tableFor(treatment);
      const part = table === null ? { text: span, count: 0, classes: classesIn(span) } : convertText(table, span);
      parts.push(part);
      return part.classes;
    },
    takeBack: () => void parts.pop(),
  });
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  if (count === 0) return [];
  return {
    text: parts.map((part) => part.text).join(''),
    count,
    guessed: 0,
    edits: () => editsWith(tableFor, text, context),
  };
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
