import { holds, PAGE_BREAK } from '../text/character-classes.ts';
import type { Edit, TextRule } from '../types.ts';
import { sparingMisreadLines } from './misread-bytes.ts';

/** Replaces form feeds, vertical tabs and U+0085 (next line) by line feeds: removing them would join a heading to its text. */
export const pageBreaks: TextRule = {
  name: 'page-breaks',
  summary: 'Replaces form feeds, vertical tabs and U+0085 by line feeds',
  examples: [
    { before: '第一页完\f第二页', after: '第一页完\n第二页' },
    { before: '标题\v\v正文\u0085作者', after: '标题\n正文\n作者' },
    { before: '第一段\n第二段\t表格', after: '第一段\n第二段\t表格' },
  ],
  gate: (text) => holds(text, PAGE_BREAK),
  propose: (text, context) => {
    const edits: Edit[] = [];
    for (const match of text.matchAll(BREAKS)) edits.push({ at: match.index, old: match[0], new: '\n' });
    return sparingMisreadLines(edits, text, context);
  },
};

const BREAK = /[\v\f\x85]/;
const BREAKS = new RegExp(`${BREAK.source}+`, 'g');

/** Splits a line at page breaks. */
export function piecesOf(line: string): readonly string[] {
  return BREAK.test(line) ? line.split(BREAK) : [line];
}
