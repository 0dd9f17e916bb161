import { hasBytePairs, SINGLE_BYTE_CLASS, singleBytes } from './single-byte.ts';
import { holds, LATIN_1 } from '../../text/character-classes.ts';
import { visitLines } from '../../text/lines.ts';
import { decoded } from '../../text/decoded.ts';
import type { Edit, TextRule } from '../../types.ts';
import { undoMisreading } from './undo-misreading.ts';

/** GBK read as windows-1252 or ISO 8859-1. */
export const gbkAsSingleByte: TextRule = {
  name: 'gbk-as-single-byte',
  summary: 'Undoes GBK read as windows-1252 or ISO 8859-1',
  examples: [
    { before: 'ÎÒÃÇ½ñÌìÈ¥±±¾©¡£', after: '我们今天去北京。' },
    { before: '\u00816¦1 ²»¸ú×Ù', after: '• 不跟踪' },
    { before: 'ÀÉÈÊ: à l’école, où çà et là', after: 'ÀÉÈÊ: à l’école, où çà et là' },
    { before: 'AÇÃO E REAÇÃO', after: 'AÇÃO E REAÇÃO' },
  ],
  gate: (text) => holds(text, LATIN_1) && hasBytePairs(text),
  propose: (text) => {
    const edits = undoMisreading(
      text,
      { written: 'gbk', read: 'single-byte' },
      (line, start, end) => hasBytePairs(line.slice(start, end)),
      false,
    );
    return edits.length === 0 || !FOUR_BYTES.test(text) ? edits : withFourByteCharacters(text, edits);
  },
};

/** A character that GB 18030 adds to GBK, as `•` and pictographs: two bytes beyond ASCII, each with a digit behind it. */
const FOUR_BYTES = new RegExp(`(?:[${SINGLE_BYTE_CLASS}][0-9]){2}`);
const EVERY_FOUR_BYTES = new RegExp(FOUR_BYTES, 'g');

/** The edits, and those of such characters in the lines that are misread. */
function withFourByteCharacters(text: string, edits: readonly Edit[]): readonly Edit[] {
  const bytes = singleBytes();
  const more: Edit[] = [];
  let at = 0;
  visitLines(text, (start, end) => {
    const first = at;
    while (at < edits.length && (edits[at]?.at ?? end) < end) at++;
    const own = edits.slice(first, at);
    if (own.length === 0) return;
    for (const { 0: old, index } of text.slice(start, end).matchAll(EVERY_FOUR_BYTES)) {
      const place = start + index;
      if (own.some((edit) => edit.at < place + old.length && place < edit.at + edit.old.length)) continue;
      const four = Array.from(old, (char) => (char < '\x80' ? char.charCodeAt(0) : (bytes[char.charCodeAt(0)] ?? 0)));
      const made = decoded(Uint8Array.from(four), 'gb18030');
      if (!/[\ufffd\p{C}0-9]/u.test(made)) more.push({ at: place, old, new: made });
    }
  });
  return [...edits, ...more].sort((a, b) => a.at - b.at);
}
