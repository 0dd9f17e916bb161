import { holds, MISREAD_BYTE } from '../../text/character-classes.ts';
import type { Edit, TextRule } from '../../types.ts';
import { undoMisreading } from './undo-misreading.ts';

/** GBK read as windows-1252, then passed through a program (such as ftfy) that decoded everything that looked like UTF-8. */
export const gbkMended: TextRule = {
  name: 'gbk-mended',
  summary: 'Undoes GBK read as windows-1252 in which parts that looked like UTF-8 were decoded',
  examples: [
    { before: 'ÎÒÃǵĹ«ÒæÊÂÒµ', after: '我们的公益事业' },
    { before: 'Ľubomír, Ħal Għarghur, Đặng', after: 'Ľubomír, Ħal Għarghur, Đặng' },
  ],
  gate: (text) => holds(text, MISREAD_BYTE) && MIXED.test(text),
  propose: (text) => undoMended(text),
};

/** Decides of each character that windows-1252 has whether it was decoded or not. */
export function undoMended(text: string): readonly Edit[] {
  return undoMisreading(
    text,
    { written: 'gbk', read: 'mended' },
    (line, start, end) => MIXED.test(line.slice(start, end)),
    false,
  );
}

/** GBK bytes decoded as UTF-8, next to others decoded as windows-1252. */
const MIXED = /[\u00a1-\u00ff][\u0100-\u07ff\u0800-\ud7ff\ue000-\ufffd]|[\u0100-\u07ff][\u00a1-\u00ff]/;
