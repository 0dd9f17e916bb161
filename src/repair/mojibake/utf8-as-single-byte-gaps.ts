import { ACCENTED, holds } from '../../text/character-classes.ts';
import type { TextRule } from '../../types.ts';
import { undoMisreading } from './undo-misreading.ts';

const SUSPECT = /[\u00e3-\u00e9][\u0080-\u00bf\u0152-\u2122]/u;

/** UTF-8 read as windows-1252 with its undefined bytes lost: replaced by `?` or dropped, or a space for 0xA0. */
export const utf8AsSingleByteGaps: TextRule = {
  name: 'utf8-as-single-byte-gaps',
  summary: 'Undoes UTF-8 read as windows-1252 with lost bytes, which are inferred with a language model',
  examples: [
    { before: 'æˆ‘ä»¬ä»Šå¤©åŽ»åŒ—äº¬ï¼Œä½ ä¹Ÿæ?¥å?§ã€‚', after: '我们今天去北京，你也来吧。' },
    { before: 'ä»–è¯´ï¼šâ€œæˆ‘ä»¬åŽ»åŒ—äº¬ã€‚â€', after: '他说：“我们去北京。”' },
    { before: 'Le café « ouvert »', after: 'Le café « ouvert »' },
  ],
  gate: (text) => holds(text, ACCENTED) && SUSPECT.test(text),
  propose: (text, { guess }) => undoMisreading(text, { written: 'utf-8', read: 'single-byte' }, isSuspect, guess),
};

/** Characters of UTF-8 one behind the other, each with two bytes known of three. */
const CHAIN = chainOf(3);
/** Chance makes chains of three in long noise of single bytes, and hardly longer ones. */
const LONG_CHAIN = chainOf(5);
const MANY_WESTERN = 100;
/** In so few characters beyond ASCII, one may be all there is. */
const FEW_NON_ASCII = 24;

function isSuspect(text: string, start: number, end: number): boolean {
  const line = text.slice(start, end);
  if (!SUSPECT.test(line)) return false;
  if (count(line, /[\u0080-\uffff]/g) <= FEW_NON_ASCII) return true;
  return (count(line, /[\u0080-\u02ff]/g) > MANY_WESTERN ? LONG_CHAIN : CHAIN).test(line);
}

function count(line: string, characters: RegExp): number {
  return line.match(characters)?.length ?? 0;
}

function chainOf(length: number): RegExp {
  return new RegExp(
    `(?:[\\u00e2-\\u00ef][\\u0080-\\u00bf\\u0152-\\u2122?\\ufffd][^\\u00e2-\\u00ef]{0,2}){${length}}`,
    'u',
  );
}
