import { holds, MARKUP } from '../text/character-classes.ts';
import type { Edit, TextRule } from '../types.ts';

/** Names of printed signs; without `&lt;` and its like, which the text may be about. */
const PRINTED = 'ldquo rdquo lsquo rsquo hellip mdash ndash middot bull times deg permil laquo raquo yen'.split(' ');
const HAN = '\\u3400-\\u9fff，。！？；：、“”（）';
/* The patterns open with what is rare and look behind it then: a look behind at every place would take ten times as long. */

/** Space entities, whole, truncated or escaped twice, next to Chinese or at the edge of a line. */
const SPACE = new RegExp(
  `&(?:(?<=(?:[${HAN}]|^)&)|(?=(?:amp;)?nb[sp]{0,2};?(?:[${HAN}]|$)))(?:amp;)?nb(?:sp?)?;?(?:&(?:amp;)?nb(?:sp?)?;?)*`,
  'gmu',
);
/** Named entities escaped twice, after a Chinese character. */
const ESCAPED_TWICE = new RegExp(`&(?<=[${HAN}]&)amp;(lt|gt|quot|amp);`, 'gu');
/** Rows of unresolved entities of printed signs, which are resolved next to Chinese characters. */
const ENTITY = `&(?:amp;)*(?:${PRINTED.join('|')}|#\\d{3,5}|#x[\\da-f]{2,4});`;
const ENTITY_ROWS = new RegExp(`(?:${ENTITY})+`, 'gi');
const ENTITIES = new RegExp(ENTITY, 'gi');
const CHINESE = new RegExp(`[${HAN}]`, 'u');
/** Han characters that are escaped: so many are a text by themselves, and far more are one whatever it is about. */
const HAN_ENTITY = /&(?:amp;)*#(?:1[3-9]|[23]\d|40)\d{3};|&(?:amp;)*#x[4-9][\da-f]{3};/gi;
const MIN_ESCAPED = 4;
const CERTAINLY_ESCAPED = 20;
/** Tags whose `<` a damaged byte swallowed. */
const EATEN_TAGS = new RegExp(`[?\\ufffd](?<=[${HAN}].)\\/?(?:p|br|div|span|strong)\\s?\\/?>`, 'gu');
const SIGN_BY_NAME: Readonly<Record<string, string>> = {
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  mdash: '—',
  hellip: '…',
  middot: '·',
  lt: '<',
  gt: '>',
  quot: '"',
  amp: '&',
  ndash: '–',
  bull: '•',
  times: '×',
  deg: '°',
  permil: '‰',
  laquo: '«',
  raquo: '»',
  yen: '¥',
};
/** A text about entities means them literally. */
const ABOUT_ENTITIES = /实体|實體|转义|轉義|字符引用|字元引用|html/i;

/** Markup residue in Chinese text. */
export const markupResidue: TextRule = {
  name: 'markup-residue',
  summary: 'Resolves entities left over or escaped twice, and removes tags that lost their opening bracket',
  sparesCode: true,
  examples: [
    { before: '第一段。&amp;nbsp;&nbsp;第二句', after: '第一段。 第二句' },
    { before: '他说：&amp;ldquo;好', after: '他说：“好' },
    { before: '老师说：&ldquo;你好&rdquo;，大家坐下&hellip;&hellip;', after: '老师说：“你好”，大家坐下……' },
    { before: '湖水&#8220;清了&#x201d;', after: '湖水“清了”' },
    { before: '&amp;#22825;&amp;#24050;&amp;#20142;&amp;#20102;', after: '天已亮了' },
    { before: '实体&ldquo;就是左引号', after: '实体&ldquo;就是左引号' },
    { before: 'R&mdash;D; 研发', after: 'R&mdash;D; 研发' },
    { before: 'Write &amp;nbsp; for a space', after: 'Write &amp;nbsp; for a space' },
  ],
  gate: (text) => holds(text, MARKUP) && /&(?:(?:amp;)?[a-z]{2}|#)|[?\ufffd]\/?[a-z]{1,6}\s?\/?>/u.test(text),
  propose: (text) => {
    const edits: Edit[] = [
      ...Array.from(text.matchAll(SPACE), (match) => ({ at: match.index, old: match[0], new: ' ' })),
      ...Array.from(text.matchAll(ESCAPED_TWICE), (match) => ({
        at: match.index,
        old: match[0],
        new: SIGN_BY_NAME[match[1] ?? ''] ?? match[0],
      })),
      ...Array.from(text.matchAll(EATEN_TAGS), (match) => ({ at: match.index, old: match[0], new: '' })),
      ...entityEdits(text),
    ];
    return edits.sort((a, b) => a.at - b.at);
  },
};

/** Resolves entities of printed signs, except in text about entities. */
function entityEdits(text: string): readonly Edit[] {
  const edits: Edit[] = [];
  const escaped = text.match(HAN_ENTITY)?.length ?? 0;
  for (const { 0: old, index } of text.matchAll(ENTITY_ROWS)) {
    const near = text.charAt(index - 1) + text.charAt(index + old.length);
    const read = old.replace(ENTITIES, signOf);
    const made = CHINESE.test(near) || escaped >= MIN_ESCAPED ? read : old;
    if (made !== old) edits.push({ at: index, old, new: made });
  }
  return edits.length === 0 || (escaped < CERTAINLY_ESCAPED && ABOUT_ENTITIES.test(text)) ? [] : edits;
}

/** Resolves entities of non-ASCII punctuation and Chinese characters; others are kept. */
function signOf(entity: string): string {
  const name = entity
    .slice(1, -1)
    .toLowerCase()
    .replace(/^(?:amp;)+/, '');
  if (!name.startsWith('#')) return SIGN_BY_NAME[name] ?? entity;
  const code = name.startsWith('#x') ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  return PRINTABLE.test(String.fromCharCode(code)) ? String.fromCharCode(code) : entity;
}

const PRINTABLE = /[\u00a1-\u00ff\u2010-\u2027\u2030-\u2122\u3001-\u301f\u3400-\u9fff\uff01-\uff5e]/;
