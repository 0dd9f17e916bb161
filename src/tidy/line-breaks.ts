import { visitLines } from '../text/lines.ts';
import { inkOf } from '../text/trim.ts';
import type { Edit, TextRule } from '../types.ts';

/** One line feed between paragraphs: white space at the ends of lines and empty lines go, but those before and between lines of preformatted text. */
export const lineBreaks: TextRule = {
  name: 'line-breaks',
  summary: 'Paragraphs are separated by one line feed, without white space around it, lines of code apart',
  examples: [
    { before: '　　第一段 \r\n\r\n第二段\n', after: '第一段\n第二段' },
    { before: '第一段\n第二段', after: '第一段\n第二段' },
  ],
  gate: (text) => /[\n\r\u2028\u2029]/.test(text) || text.trim() !== text,
  propose: (text, { preformatted }) => {
    const edits: Edit[] = [];
    let end = 0;
    let [inked, empty, before] = [0, 0, false];
    visitLines(text, (first, last) => {
      const [start, behind] = inkOf(text, first, last);
      if (start === behind) {
        empty++;
        return;
      }
      const code = preformatted?.[inked++] ?? false;
      replace(code ? first : start, end === 0 ? '' : '\n'.repeat(code && before ? empty + 1 : 1));
      [end, empty, before] = [behind, 0, code];
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
