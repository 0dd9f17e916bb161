import { holds, MISREAD_BYTE } from '../../text/character-classes.ts';
import type { TextRule } from '../../types.ts';
import { undoMisreading } from './undo-misreading.ts';

/** GBK read as windows-1252, then run through a program that decoded whatever looked like UTF-8 (ftfy is one). */
export const gbkMended: TextRule = {
  name: 'gbk-mended',
  summary: 'Undoes GBK read as windows-1252 of which parts that looked like UTF-8 were decoded',
  examples: [
    { before: 'ÎÒÃǵĹ«ÒæÊÂÒµ', after: '我们的公益事业' },
    { before: 'Ľubomír, Ħal Għarghur, Đặng', after: 'Ľubomír, Ħal Għarghur, Đặng' },
  ],
  gate: (text) => holds(text, MISREAD_BYTE) && MIXED.test(text),
  propose: (text) =>
    undoMisreading(
      text,
      { written: 'gbk', read: 'mended' },
      (line, start, end) => MIXED.test(line.slice(start, end)),
      false,
    ),
};

/** What two or three bytes of GBK make in UTF-8, beside what others make in windows-1252. */
const MIXED = /[\u00a1-\u00ff][\u0100-\u07ff\u0800-\ud7ff\ue000-\ufffd]|[\u0100-\u07ff][\u00a1-\u00ff]/;
