import { hasBytePairs } from './single-byte.ts';
import { holds, LATIN_1 } from '../../text/character-classes.ts';
import type { TextRule } from '../../types.ts';
import { undoMisreading } from './undo-misreading.ts';

/** Big5 read as windows-1252 or ISO 8859-1. */
export const big5AsSingleByte: TextRule = {
  name: 'big5-as-single-byte',
  summary: 'Undoes Big5 read as windows-1252 or ISO 8859-1',
  examples: [
    { before: '§Ú­Ì¤µ¤Ñ¥h¥_¨Ê¡C', after: '我們今天去北京。' },
    { before: 'Preço: 5 £, não 6 £.', after: 'Preço: 5 £, não 6 £.' },
  ],
  gate: (text) => holds(text, LATIN_1) && hasBytePairs(text),
  propose: (text) =>
    undoMisreading(
      text,
      { written: 'big5', read: 'single-byte' },
      (line, start, end) => hasBytePairs(line.slice(start, end)),
      false,
    ),
};
