import { hasRareCluster } from './rare-han.ts';
import { mayCluster } from './survey.ts';
import type { TextRule } from '../../types.ts';
import { undoMisreading } from './undo-misreading.ts';

/** Big5 read as GBK. */
export const big5AsGbk: TextRule = {
  name: 'big5-as-gbk',
  summary: 'Undoes Big5 read as GBK',
  examples: [
    { before: '羉砰いゅ綷弄', after: '繁體中文閱讀' },
    {
      before: '首都圏では昨日から雨が続いており、国会では法案の審議が進み、政府は準備を進めている。',
      after: '首都圏では昨日から雨が続いており、国会では法案の審議が進み、政府は準備を進めている。',
    },
    { before: '“続いており”是日语', after: '“続いており”是日语' },
    { before: '魑魅魍魎', after: '魑魅魍魎' },
  ],
  gate: mayCluster,
  propose: (text) => undoMisreading(text, { written: 'big5', read: 'gbk' }, isSuspect, false),
};

/** Common characters of Big5 read as GBK mostly become rare ones. */
function isSuspect(text: string, start: number, end: number): boolean {
  return hasRareCluster(text, start, end, 'gbk');
}
