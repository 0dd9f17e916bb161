import { hasRareCluster } from './rare-han.ts';
import { mayCluster } from './survey.ts';
import type { TextRule } from '../../types.ts';
import { undoMisreading } from './undo-misreading.ts';

/** GBK read as Big5. */
export const gbkAsBig5: TextRule = {
  name: 'gbk-as-big5',
  summary: 'Undoes GBK read as Big5',
  examples: [
    { before: '踏毞腔毞げ竭疑', after: '今天的天气很好' },
    {
      before: '県は来月の選挙に向けて準備を進めており、候補者の説明会を開くことにしている。',
      after: '県は来月の選挙に向けて準備を進めており、候補者の説明会を開くことにしている。',
    },
    { before: '饕餮、貔貅、麒麟、狻猊', after: '饕餮、貔貅、麒麟、狻猊' },
  ],
  gate: mayCluster,
  propose: (text, { guess }) => undoMisreading(text, { written: 'gbk', read: 'big5' }, isSuspect, guess),
};

/** Common characters of GBK read as Big5 mostly become rare ones. */
function isSuspect(text: string, start: number, end: number): boolean {
  return hasRareCluster(text, start, end, 'big5');
}
