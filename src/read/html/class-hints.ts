/** One kind of hint: what a class or id says when its words contain one of these. */
interface Hint {
  readonly words: RegExp;
  readonly weight: number;
}

/** Soft: the wrapper of a real body may well be called `list` or `header`, so that no hint decides alone. */
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
  { words: /foot|copyright|bottom|links?\b|friend|beian|icp/, weight: -1 },
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

/** What was found for a class and id: sites give their elements the same ones on every page. */
const known = new Map<string, number>();
/** Most that are remembered at a time, and the longest of them. */
const MOST = 10_000;
const LONGEST = 100;

/** What the name of an element and its class and id hint at, from -4 (furniture) to 4 (body). */
export function priorOf(tag: string, naming: string): number {
  const prior = TAGS.get(tag) ?? 0;
  if (naming.length < 2) return prior;
  const hints = known.get(naming) ?? remembered(naming);
  return Math.max(-4, Math.min(4, prior + hints));
}

function remembered(naming: string): number {
  const hints = hintsOf(naming.toLowerCase());
  if (naming.length > LONGEST) return hints;
  if (known.size >= MOST) known.clear();
  known.set(naming, hints);
  return hints;
}

function hintsOf(naming: string): number {
  let sum = 0;
  for (const hint of HINTS) if (hint.words.test(naming)) sum += hint.weight;
  return sum;
}
