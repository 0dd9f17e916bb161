import { holds, ODD_SPACE } from '../text/character-classes.ts';
import type { Edit, TextRule } from '../types.ts';
import { sparingMisreadLines } from './misread-bytes.ts';

/** Replaces no-break and typographic spaces by U+0020. The ideographic space stays: Chinese text is set with it (李　明). */
export const spaces: TextRule = {
  name: 'spaces',
  summary: 'Replaces no-break and typographic spaces by plain spaces',
  examples: [
    { before: '5\u00A0G 网络', after: '5 G 网络' },
    { before: '李　明', after: '李　明' },
  ],
  gate: (text) => holds(text, ODD_SPACE),
  propose: (text, context) => {
    const edits: Edit[] = [];
    for (const match of text.matchAll(SPACES)) {
      edits.push({ at: match.index, old: match[0], new: ' '.repeat(match[0].length) });
    }
    return sparingMisreadLines(edits, text, context);
  },
};

const SPACES = /[\u00A0\u1680\u2000-\u200A\u202F\u205F]+/g;
