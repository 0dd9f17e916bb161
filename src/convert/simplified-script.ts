import { classesIn } from '../text/han-classes.ts';
import type { Edit, Proposal, TextContext, TextRule } from '../types.ts';
import { changesIn } from './changes.ts';
import { convertText } from './convert-text.ts';
import type { Converted } from './convert-text.ts';
import { visitSpans } from './line-scripts.ts';
import { CHANGED, CLOSER } from './script-table.ts';
import type { ScriptTable } from './script-table.ts';
import { carefulTable, fullTable } from './tables.ts';

/** Traditional script to simplified, line by line as the evidence says. */
export const simplifiedScript: TextRule = {
  name: 'simplified-script',
  summary: 'Converts traditional characters to simplified ones; what is simplified, Japanese or Korean stays',
  examples: [
    { before: '他看著顯著的變化，說：「乾隆的著作很乾淨。」', after: '他看着显著的变化，说：「乾隆的著作很干净。」' },
    { before: '什么都没有，乾隆年间著名的学者，他很慰藉。', after: '什么都没有，乾隆年间著名的学者，他很慰藉。' },
    { before: '東京の図書館で本を読みます。', after: '東京の図書館で本を読みます。' },
  ],
  gate: mayChange,
  propose: proposeSimplified,
};

/** Is there a character that some text would have converted? */
function mayChange(text: string): boolean {
  const { units } = fullTable();
  for (let i = 0; i < text.length; i++) {
    if (((units[text.charCodeAt(i)] ?? 0) & (CLOSER | CHANGED)) !== 0) return true;
  }
  return false;
}

function proposeSimplified(text: string, context: TextContext): Proposal {
  const parts: Converted[] = [];
  visitSpans(text, context, {
    take: (start, end, treatment) => {
      const span = text.slice(start, end);
      const part = treatment === 'keep' ? { text: span, count: 0, classes: 0 } : convertText(tableFor(treatment), span);
      parts.push(part);
      return part.classes;
    },
    takeBack: () => void parts.pop(),
  });
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  if (count === 0) return [];
  return { text: parts.map((part) => part.text).join(''), count, guessed: 0, edits: () => changesOf(text, context) };
}

function tableFor(treatment: 'traditional' | 'simplified'): ScriptTable {
  return treatment === 'traditional' ? fullTable() : carefulTable();
}

function changesOf(text: string, context: TextContext): readonly Edit[] {
  const edits: Edit[] = [];
  let before = 0;
  visitSpans(text, context, {
    take: (start, end, treatment) => {
      before = edits.length;
      if (treatment !== 'keep') {
        for (const edit of changesIn(tableFor(treatment), text, start, end)) edits.push(edit);
      }
      return classesIn(text, start, end);
    },
    takeBack: () => {
      edits.length = before;
    },
  });
  return edits;
}
