import { memoized } from './memoized.ts';

/** A class hint: the weight of a class or id that contains one of these words. */
interface Hint {
  readonly words: RegExp;
  readonly weight: number;
}

/** Soft evidence: even the wrapper of a body may be called `list` or `header`, so no hint decides alone. */
const HINTS: readonly Hint[] = [
  {
    words: /article|content|artibody|trs_editor|zoom|entry|main-?text|body|neirong|zhengwen|wenzhang|rich_media|story/,
    weight: 1,
  },
  {
    words:
      /post_?body|postmessage|t_f\b|article-?(?:body|content|text)|main-?content|detail-?con|news-?(?:text|con)|text-?con|endtext/,
    weight: 1,
  },
  { words: /nav|menu|crumb|breadcrumb|sitemap|weizhi|position/, weight: -1 },
  { words: /foot(?!note)|copyright|bottom|links?\b|friend|beian|icp/, weight: -1 },
  { words: /side|right|related|relate|recommend|tuijian|hot|rank|paihang|about|more|xiangguan/, weight: -1 },
  { words: /share|tool|bdshare|weixin|qrcode|ewm|erweima|follow|app-?down|download/, weight: -1 },
  { words: /comment|pinglun|reply|remark|feedback|message-?board/, weight: -1 },
  { words: /\bad\b|ads|advert|guanggao|banner|promo|sponsor/, weight: -1 },
  { words: /login|register|search|user-?info|author-?info|profile|sign|avatar|passport/, weight: -1 },
  { words: /tags?\b|keyword|pages?\b|pager|paging|prev|next|editor\b|zebian/, weight: -1 },
  { words: /pop|dialog|modal|toast|mask|layer|tip|copyright|statement|shengming/, weight: -1 },
];

const TAGS: ReadonlyMap<string, number> = new Map([
  ['article', 2],
  ['main', 1],
  ['nav', -2],
  ['footer', -2],
  ['aside', -2],
  ['header', -1],
  ['form', -1],
  ['button', -1],
  ['menu', -1],
  ['dialog', -1],
]);

/** Classes of an `aside` that holds notes of the text, as Docutils writes them: `footnote-list brackets`. */
const NOTES = /(?:^|\s)(?:footnotes?|endnotes?|citation)(?:-list)?(?=\s|$)/;

/** Class hint of an element from its tag name, its class in lower case with the hints in it, and its id: from -4 (boilerplate) to 4 (body). */
export function classHintOf(tag: string, className: string, hintsInClass: number, id: string | null): number {
  const isNotes = tag === 'aside' && (NOTES.test(className) || NOTES.test(id ?? ''));
  const own = isNotes ? 0 : (TAGS.get(tag) ?? 0);
  const hints = hintsInClass | (id === null ? 0 : hintsInId(id));
  return hints === 0 ? own : Math.max(-4, Math.min(4, own + weightOf(hints)));
}

/** The hints whose words are in a class or id in lower case, as bits: a hint counts once for an element. */
export function hintsIn(naming: string): number {
  let bits = 0;
  for (const [bit, { words }] of HINTS.entries()) if (words.test(naming)) bits |= 1 << bit;
  return bits;
}

const hintsInId = memoized((id) => hintsIn(id.toLowerCase()));

function weightOf(hints: number): number {
  let sum = 0;
  for (const [bit, { weight }] of HINTS.entries()) if ((hints & (1 << bit)) !== 0) sum += weight;
  return sum;
}
