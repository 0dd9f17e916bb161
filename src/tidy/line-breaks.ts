import { visitLines } from '../text/lines.ts';
import { inkOf } from '../text/trim.ts';
import type { Edit, TextRule } from '../types.ts';

/**
 * Leaves one line feed between paragraphs. Removes white space around lines and blank lines, except the indentation of
 * preformatted lines and blank lines between them.
 */
export const lineBreaks: TextRule = {
  name: 'line-breaks',
  summary: 'Separates paragraphs by one line feed without white space around it; lines of code keep theirs',
  examples: [
    { before: '　　第一段 \r\n\r\n第二段\n', after: '第一段\n第二段' },
    { before: '第一段\n第二段', after: '第一段\n第二段' },
  ],
  gate: (text) => /[\n\r\u2028\u2029]/.test(text) || text.trim() !== text,
  propose: (text, { preformatted }) => {
    const edits: Edit[] = [];
    let end = 0;
    let [nonBlank, blank, afterCode] = [0, 0, false];
    visitLines(text, (first, last) => {
      const [start, inkEnd] = inkOf(text, first, last);
      if (start === inkEnd) {
        blank++;
        return;
      }
      const code = preformatted?.[nonBlank++] ?? false;
      replace(code ? first : start, end === 0 ? '' : '\n'.repeat(code && afterCode ? blank + 1 : 1));
      [end, blank, afterCode] = [inkEnd, 0, code];
    });
    replace(text.length, '');
    return edits;

    function replace(start: number, between: string): void {
      if (start - end === between.length && text.startsWith(between, end)) return;
      const old = text.slice(end, start);
      edits.push({ at: end, old, new: between });
    }
  },
};
