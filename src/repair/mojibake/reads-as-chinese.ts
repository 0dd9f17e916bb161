import { decoded } from '../../text/decoded.ts';
import { textCost } from '../decoder/language-model.ts';
import { codePage } from './code-pages.ts';
import type { CodePage } from './code-pages.ts';
import { oddness } from './oddness.ts';

/** A part of a line, and what it is as UTF-8. */
interface Run {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Longest stretch that is compared, in characters: of more than that chance makes no UTF-8. */
const MAX_CHARS = 40;
/** Cost of a letter or sign besides its oddness, in nats: those of the common alphabets, and all others. */
const COMMON_LETTER = /[\u00a0-\u017f\u0384-\u03ce\u0400-\u0451\u2010-\u2026\u20ac\u2122]/g;
const COMMON_LETTER_COST = 4;
const RARE_LETTER_COST = 8;
/** The dictionary's commonest ten thousand words cost no more per character. */
const COMMON = 7;

/** Whether the bytes around a run that may be UTF-8 are likelier to be words in GBK or Big5: two of their pairs may be UTF-8 by chance. */
export function readsAsChinese(line: string, run: Run, page: CodePage): boolean {
  const pages = new Set([page, codePage('windows-1252'), codePage('macroman')]);
  return Array.from(pages).some((each) => readsSoIn(line, run, each));
}

function readsSoIn(line: string, { start, end, text }: Run, { byteOf }: CodePage): boolean {
  const has = (at: number): boolean => line.charCodeAt(at) >= 0x80 && (byteOf[line.charCodeAt(at)] ?? 0) !== 0;
  let [from, to] = [start, end];
  while (has(from - 1)) from--;
  while (has(to)) to++;
  if (to - from > MAX_CHARS) return false;
  const bytes = Uint8Array.from({ length: to - from }, (_, i) => byteOf[line.charCodeAt(from + i)] ?? 0);
  const made = line.slice(from, start) + text + line.slice(end, to);
  const cost = costOf(made);
  return (['gbk', 'big5'] as const).some((encoding) => {
    const read = decoded(bytes, encoding);
    if (!/^\p{Script=Han}{2,}$/u.test(read)) return false;
    const costRead = textCost(read);
    return costRead < cost || (encoding === 'gbk' && !/\p{Script=Han}/u.test(made) && costRead <= COMMON * read.length);
  });
}

function costOf(made: string): number {
  const others = made.replace(/\p{Script=Han}+/gu, '');
  const han = made.replace(/\P{Script=Han}+/gu, '');
  const common = others.match(COMMON_LETTER)?.length ?? 0;
  const letters = COMMON_LETTER_COST * common + RARE_LETTER_COST * (others.length - common);
  return textCost(han) + oddness(others, '', '') + letters;
}
