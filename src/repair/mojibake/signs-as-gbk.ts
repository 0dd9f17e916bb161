import { holds, SIGN_AS_GBK } from '../../text/character-classes.ts';
import { isAboutMojibake } from './about-mojibake.ts';
import { bytesBehind } from './misreading-lattice.ts';
import type { Edit, TextRule } from '../../types.ts';

/** Signs of Latin text that take three bytes in UTF-8: dashes, quotation marks, dots, arrows, €, ™, and the byte order mark. */
const SIGN = /[\u2010-\u2027\u2030-\u203a\u20ac\u2122\u2190-\u2193\ufeff]/;
/** Han characters beside Latin text, the first of which has the first two bytes of such a sign: E2 80, E2 82, E2 84, E2 86, EF BB. */
const RUN = /(?<![\u3400-\u9fff])[鈥鈧鈩鈫锘][\u3400-\u9fff\u20ac]{1,5}(?![\u3400-\u9fff\u20ac])/g;

/** A closing quotation mark before a space or a sign: its last byte is in no pair, and is lost. */
const LOST_CLOSING = /鈥[?\ufffd](?=[\s.,:;!?)]|$)/gm;
/** What it closes, on the same line. */
const OPENING = /[“”]|鈥[\u3400-\u9fff]/gu;
const GUESS_CONFIDENCE = 0.9;

/** Signs of Latin text in UTF-8, read as GBK: the last of their bytes forms a pair with the letter after it. */
export const signsAsGbk: TextRule = {
  name: 'signs-as-gbk',
  summary: 'Undoes quotation marks, dashes and other signs of Latin text in UTF-8 read as GBK',
  examples: [
    { before: 'It鈥檚 ok, we鈥檒l see.', after: 'It’s ok, we’ll see.' },
    { before: '鈥淗ello', after: '“Hello' },
    { before: '锘縣ello', after: '\ufeffhello' },
    { before: '鈥淗ello 鈥?', after: '“Hello ”' },
    { before: '鈥?', after: '鈥?' },
    { before: '鈥和檚是两个字', after: '鈥和檚是两个字' },
    { before: '乱码：It鈥檚', after: '乱码：It鈥檚' },
  ],
  gate: (text) => holds(text, SIGN_AS_GBK),
  propose: (text, { guess }) => {
    const edits: Edit[] = [];
    for (const { 0: old, index: at } of text.matchAll(RUN)) {
      const read = readingOf(old);
      if (read !== null && !isAboutMojibake(lineOf(text, at))) edits.push({ at, old, new: read });
    }
    return guess ? [...edits, ...lostClosings(text)].sort((a, b) => a.at - b.at) : edits;
  },
};

/** Marks that close a quotation which is open on their line. */
function lostClosings(text: string): readonly Edit[] {
  return Array.from(text.matchAll(LOST_CLOSING)).flatMap(({ 0: old, index: at }) => {
    const before = text.slice(text.lastIndexOf('\n', at) + 1, at);
    const marks = before.match(OPENING) ?? [];
    const last = marks.at(-1) ?? '”';
    const isOpen = last === '“' || (last !== '”' && readingOf(last)?.startsWith('“') === true);
    return isOpen && !isAboutMojibake(lineOf(text, at))
      ? [{ at, old, new: '”', guessed: 1, confidence: GUESS_CONFIDENCE }]
      : [];
  });
}

/** The text that a run of Han is in UTF-8, if it is signs and ASCII throughout; null otherwise. */
function readingOf(run: string): string | null {
  const bytes = Array.from(run, (_, i) => bytesBehind(run, i, 'gbk')[0] ?? [0]);
  const text = Buffer.from(bytes.flat()).toString('utf8');
  return Array.from(text).every((char) => SIGN.test(char) || /[\x20-\x7e]/.test(char)) ? text : null;
}

function lineOf(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return text.slice(text.lastIndexOf('\n', at) + 1, end < 0 ? text.length : end);
}
