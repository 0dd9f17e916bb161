import { hasRareCrowd } from '../text/rare-han.ts';
import type { TextRule } from '../types.ts';
import { undoMisreading } from './mojibake.ts';

/** Big5 read as GBK. */
export const big5AsGbk: TextRule = {
  name: 'big5-as-gbk',
  summary: 'Undoes Big5 read as GBK',
  examples: [
    { before: '羉砰いゅ綷弄', after: '繁體中文閱讀' },
    { before: '魑魅魍魎', after: '魑魅魍魎' },
  ],
  gate: hasRareCrowd,
  propose: (text, { guess }) => undoMisreading(text, { written: 'big5', read: 'gbk' }, hasRareCrowd, guess),
};
