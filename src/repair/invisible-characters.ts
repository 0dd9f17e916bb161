import { holds, INVISIBLE } from '../text/character-classes.ts';
import type { TextRule } from '../types.ts';

const HAN = '\\u3400-\\u9fff，。、；：！？“”‘’（）《》…—';
const ASCII = 'A-Za-z0-9(),.:;!?%"/';
const UNSEEN = '[\\u00ad\\u200b-\\u200d\\u2060\\ufeff]+';
/** Between a Han character and another, a letter, a digit or ASCII punctuation. */
const INSIDE = new RegExp(`(?<=[${HAN}])${UNSEEN}(?=[${HAN}${ASCII}])|(?<=[${ASCII}])${UNSEEN}(?=[${HAN}])`, 'gu');

/** Marks, embeddings, overrides and isolates. */
const DIRECTION = '[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]{1,4}';
/** Without quotation marks, dashes and dots, which other languages use too. */
const CHINESE = '[\\u3400-\\u9fff，。、；：！？（）《》]';
const BESIDE_CHINESE = new RegExp(`(?<=${CHINESE})${DIRECTION}|${DIRECTION}(?=${CHINESE})`, 'gu');
/** Letters that run from right to left, and the override that makes others run so: what it reverses would be in the wrong order without it. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\u202e\ufb1d-\ufdff\ufe70-\ufefe]/u;

/**
 * Zero-width characters and soft hyphens between Han characters and others, and direction controls beside them where nothing runs from right
 * to left: they split words and have no meaning there.
 */
export const invisibleCharacters: TextRule = {
  name: 'invisible-characters',
  summary: 'Removes zero-width characters, soft hyphens and direction controls next to Chinese characters',
  examples: [
    { before: '中\u200b国\u00ad人民', after: '中国人民' },
    { before: '👨\u200d👩\u200d👧 می\u200cخواهم', after: '👨\u200d👩\u200d👧 می\u200cخواهم' },
    { before: '\u202a今天\u202c\u200e天气很好', after: '今天天气很好' },
    { before: '\u202e。好很气天\u202c', after: '\u202e。好很气天\u202c' },
    { before: '“\u200eHello\u200e”', after: '“\u200eHello\u200e”' },
    { before: '他说\u2067سلام\u2069。', after: '他说\u2067سلام\u2069。' },
  ],
  gate: (text) => holds(text, INVISIBLE),
  propose: (text) =>
    (RIGHT_TO_LEFT.test(text) ? [INSIDE] : [INSIDE, BESIDE_CHINESE])
      .flatMap((pattern) =>
        Array.from(text.matchAll(pattern), (match) => ({ at: match.index, old: match[0], new: '' })),
      )
      .sort((a, b) => a.at - b.at),
};
