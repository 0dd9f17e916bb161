import { holds, MARKUP } from '../text/character-classes.ts';
import type { Edit, TextRule } from '../types.ts';

const HAN = '\\u3400-\\u9fff，。！？；：、“”（）';
/* The patterns open with what is rare and look behind it then: a look behind at every place would take ten times as long. */

/** Spaces as entities, whole, cut or escaped twice, next to Chinese or at the edge of a line. */
const SPACE = new RegExp(
  `&(?:(?<=(?:[${HAN}]|^)&)|(?=(?:amp;)?nb[sp]{0,2};?(?:[${HAN}]|$)))(?:amp;)?nb(?:sp?)?;?(?:&(?:amp;)?nb(?:sp?)?;?)*`,
  'gmu',
);
/** Named entities escaped twice between Chinese characters. */
const TWICE = new RegExp(`&(?<=[${HAN}]&)amp;(ldquo|rdquo|lsquo|rsquo|mdash|hellip|middot|lt|gt|quot|amp);`, 'gu');
/** Tags of which a damaged byte took the first mark. */
const EATEN = new RegExp(`[?\\ufffd](?<=[${HAN}].)\\/?(?:p|br|div|span|strong)\\s?\\/?>`, 'gu');
const NAMED: Readonly<Record<string, string>> = {
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
};

/** What is left of markup in Chinese text. */
export const markupResidue: TextRule = {
  name: 'markup-residue',
  summary: 'Resolves entities left over or escaped twice, and takes out tags that a damaged byte ate into',
  examples: [
    { before: '第一段。&amp;nbsp;&nbsp;第二句', after: '第一段。 第二句' },
    { before: '他说：&amp;ldquo;好', after: '他说：“好' },
    { before: 'Write &amp;nbsp; for a space', after: 'Write &amp;nbsp; for a space' },
  ],
  gate: (text) => holds(text, MARKUP) && /&(?:amp;)?[a-z]{2}|[?\ufffd]\/?[a-z]{1,6}\s?\/?>/u.test(text),
  propose: (text) => {
    const edits: Edit[] = [
      ...Array.from(text.matchAll(SPACE), (match) => ({ at: match.index, old: match[0], new: ' ' })),
      ...Array.from(text.matchAll(TWICE), (match) => ({
        at: match.index,
        old: match[0],
        new: NAMED[match[1] ?? ''] ?? match[0],
      })),
      ...Array.from(text.matchAll(EATEN), (match) => ({ at: match.index, old: match[0], new: '' })),
    ];
    return edits.sort((a, b) => a.at - b.at);
  },
};
