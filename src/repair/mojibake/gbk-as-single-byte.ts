import { hasBytePairs } from './single-byte.ts';
import { holds, LATIN_1 } from '../../text/character-classes.ts';
import type { TextRule } from '../../types.ts';
import { undoMisreading } from './undo-misreading.ts';

/** GBK read as windows-1252 or ISO 8859-1. */
export const gbkAsSingleByte: TextRule = {
  name: 'gbk-as-single-byte',
  summary: 'Undoes GBK read as windows-1252 or ISO 8859-1',
  examples: [
    { before: 'ÎÒÃÇ½ñÌìÈ¥±±¾©¡£', after: '我们今天去北京。' },
    { before: 'ÀÉÈÊ: à l’école, où çà et là', after: 'ÀÉÈÊ: à l’école, où çà et là' },
    { before: 'AÇÃO E REAÇÃO', after: 'AÇÃO E REAÇÃO' },
  ],
  gate: (text) => holds(text, LATIN_1) && hasBytePairs(text),
  propose: (text) =>
    undoMisreading(
      text,
      { written: 'gbk', read: 'single-byte' },
      (line, start, end) => hasBytePairs(line.slice(start, end)),
      false,
    ),
};
