import { holds, ZERO_WIDTH } from '../text/character-classes.ts';
import type { TextRule } from '../types.ts';

const HAN = '\\u3400-\\u9fff，。、；：！？“”‘’（）《》…—';
const ASCII = 'A-Za-z0-9(),.:;!?%"/';
const INVISIBLE = '[\\u00ad\\u200b-\\u200d\\u2060\\ufeff]+';
/** Between a Han character and another, a letter, a digit or ASCII punctuation. */
const INSIDE = new RegExp(
  `(?<=[${HAN}])${INVISIBLE}(?=[${HAN}${ASCII}])|(?<=[${ASCII}])${INVISIBLE}(?=[${HAN}])`,
  'gu',
);

/** Zero-width characters and soft hyphens next to Han characters: they split words and have no meaning there. */
export const invisibleCharacters: TextRule = {
  name: 'invisible-characters',
  summary: 'Removes zero-width characters and soft hyphens next to Chinese characters',
  examples: [
    { before: '中\u200b国\u00ad人民', after: '中国人民' },
    { before: '👨\u200d👩\u200d👧 می\u200cخواهم', after: '👨\u200d👩\u200d👧 می\u200cخواهم' },
  ],
  gate: (text) => holds(text, ZERO_WIDTH),
  propose: (text) => Array.from(text.matchAll(INSIDE), (match) => ({ at: match.index, old: match[0], new: '' })),
};
