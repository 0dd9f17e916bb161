import { holds, SPACE_AS_GBK } from '../../text/character-classes.ts';
import { isAboutMojibake } from './about-mojibake.ts';
import type { TextRule } from '../../types.ts';

/** No-break spaces in Latin-1, A0 A0: the character is rare, and never stands twice. */
const LATIN_1 = /^\u00a0牋|^牋(?=\u00a0)|牋{2,}/gmu;
/** The same where paragraphs are indented by two bytes only; that many do not begin with the character. */
const INDENTS = /^牋/gmu;
const LATIN_1_ALL = /^\u00a0?牋+|牋{2,}/gmu;
const MIN_INDENTS = 3;
/** Ideographic spaces in UTF-8 that indent a line, E3 80 80; the last byte is in no pair. */
const IDEOGRAPHIC = /^[ \t]*(?:銆[€\u0080\ufffd]?)+(?=[\u3400-\u9fff“《（【])/gmu;
/** No-break spaces in UTF-8 that indent a line, C2 A0; fewer may be said: 聽聽他怎麼說. */
const NO_BREAK = /^(?:聽 ?){4,}/gmu;
/** What one of these patterns needs; 聽 alone is in most texts. */
const ANY = /[牋銆]|聽 ?聽/u;
const MARKS: Readonly<Record<string, string>> = { 牋: '\u3000', 銆: '\u3000', 聽: '\u00a0' };

/** Spaces that became characters at the beginning of paragraphs: the bytes of no-break and ideographic ones read as GBK. */
export const spacesAsGbk: TextRule = {
  name: 'spaces-as-gbk',
  summary: 'Undoes spaces, such as those that indent paragraphs, that were read as characters of GBK',
  examples: [
    { before: '牋牋天亮了。', after: '\u3000\u3000天亮了。' },
    { before: '第三回牋牋夜雨', after: '第三回\u3000\u3000夜雨' },
    { before: '銆€銆€天亮了。', after: '\u3000\u3000天亮了。' },
    { before: '聽聽聽聽天亮了。', after: '\u00a0\u00a0\u00a0\u00a0天亮了。' },
    { before: '牋天亮了。\n牋下雪了。\n牋出门吧。', after: '\u3000天亮了。\n\u3000下雪了。\n\u3000出门吧。' },
    { before: '花牋一紙', after: '花牋一紙' },
    { before: '聽聽他怎麼說', after: '聽聽他怎麼說' },
    { before: '乱码：牋牋是空格', after: '乱码：牋牋是空格' },
  ],
  gate: (text) => holds(text, SPACE_AS_GBK) && ANY.test(text),
  propose: (text) =>
    [(text.match(INDENTS)?.length ?? 0) < MIN_INDENTS ? LATIN_1 : LATIN_1_ALL, IDEOGRAPHIC, NO_BREAK]
      .flatMap((pattern) => Array.from(text.matchAll(pattern)))
      .filter(({ index }) => !isAboutMojibake(lineOf(text, index)))
      .map(({ 0: old, index: at }) => ({ at, old, new: spacesOf(old) }))
      .sort((a, b) => a.at - b.at),
};

function spacesOf(misread: string): string {
  return misread.replace(/[€\u0080\ufffd]/gu, '').replace(/[牋銆聽]/gu, (sign) => MARKS[sign] ?? sign);
}

function lineOf(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return text.slice(text.lastIndexOf('\n', at) + 1, end < 0 ? text.length : end);
}
