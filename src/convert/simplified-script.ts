import { HAN, TRADITIONAL } from '../text/han-classes.ts';
import { holds } from '../text/character-classes.ts';
import type { TextRule } from '../types.ts';
import { proposeWith } from './rewrite.ts';
import { carefulTable, fullTable } from './tables.ts';

/** Characters of the standard list that simplified text has in some words only: 於 in names, 瞭 in 瞭望. */
const STRAY = /[於瞭]/;

/**
 * Converts traditional script to simplified, deciding line by line. Text without traditional-only characters needs no conversion,
 * except for 於 and 瞭 where they are mistakes for 于 and 了.
 */
export const simplifiedScript: TextRule = {
  name: 'simplified-script',
  sparesCode: true,
  summary: 'Converts traditional characters to simplified; leaves simplified, Japanese and Korean text unchanged',
  examples: [
    { before: '他看著顯著的變化，說：「乾隆的著作很乾淨。」', after: '他看着显著的变化，说：「乾隆的著作很干净。」' },
    { before: '什么都没有，乾隆年间著名的学者，他很慰藉。', after: '什么都没有，乾隆年间著名的学者，他很慰藉。' },
    { before: '東京の図書館で本を読みます。', after: '東京の図書館で本を読みます。' },
  ],
  gate: (text) => holds(text, HAN),
  propose: (text, context) => {
    if (context.from !== 'hant' && !holds(text, TRADITIONAL) && !STRAY.test(text)) return [];
    return proposeWith(
      (treatment) => (treatment === 'keep' ? null : treatment === 'traditional' ? fullTable() : carefulTable()),
      text,
      context,
    );
  },
};
