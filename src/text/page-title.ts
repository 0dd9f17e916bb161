import type { Meta } from '../types.ts';
import { lettersInLowerCase } from './letters.ts';
import { matchFormOf } from './match-form.ts';
import { withoutStuffing } from './stuffing.ts';

/** The letters and digits of a headline's match form, in lower case: equal for different spellings of one headline. */
export function headlineKey(text: string): string {
  return keyOfMatchForm(matchFormOf(text));
}

/** Like `headlineKey`, given the match form. */
export function keyOfMatchForm(matchForm: string): string {
  return lettersInLowerCase(matchForm);
}

/** Candidates for the headline in a page's `<title>`: the whole, then its parts between separators. */
export function headlineParts(pageTitle: string): readonly string[] {
  const whole = pageTitle.replace(/\s+/g, ' ').trim();
  if (whole === '') return [];
  const pieces = whole.split(SEPARATOR).map((piece) => piece.trim());
  return [whole, ...pieces.filter((piece) => piece !== '')];
}

/** Separators between headline, channel and site in a `<title>` with collapsed white space. */
const SEPARATOR =
  /[_|｜丨]+| ?[-–—－·]{1,3} |[–—－-]{2,}| [-–—－]|::|[<>»«]+|(?<=[\p{Script=Han}”"!?！？)）])[-–—－](?=\p{Script=Han})/u;

const DOMAIN = /^[\w.-]+\.(?:com|cn|net|org|tw|hk)$/i;

/** Names of sites and channels. */
const SITE =
  /(?:网|网站|频道|新闻|日报|晚报|早报|时报|商报|周刊|在线|门户|首页|中心|资讯|论坛|社区|博客|财经|科技|体育|娱乐|[社台报]|客户端|百科|健康|教育|政府|\.com|\.cn|\.net)$|百科/i;

/**
 * The headline in a page's title if nothing else on the page tells which part it is: parts that name the site or channel are
 * dropped.
 */
export function cutSite(pageTitle: string): string {
  const [whole = '', ...all] = headlineParts(pageTitle);
  const pieces = all.filter((piece) => !DOMAIN.test(piece));
  const first = pieces[0] ?? whole;
  if (pieces.length < 2) return pieces.length === all.length ? whole : first;
  const longest = pieces.reduce((a, b) => (b.length > a.length ? b : a), first);
  const plain = !SITE.test(first) && (first.length >= 6 || SITE.test(longest));
  return plain ? first : longest;
}

function isSiteName(title: string): boolean {
  return SITE.test(title);
}

/** What makers of pages leave for a name, and what stands there until a script has run. */
const NO_TITLE =
  /^(?:untitled(?: document| page)?|new (?:page|document).{0,3}|document|(?:正在)?(?:loading|加载中?|载入中?|请稍候)[\s.…]*|无标题(?:文档|页|网页)?|新建(?:网页|文档).{0,4}|index(?:\.\w+)?|今日头条|标题|title)$/i;

/** The article's title from the metadata of the page, without site and channel; null if they name only those. */
export function namedTitle(meta: readonly Meta[]): string | null {
  const name = givenName(meta);
  if (name === null) return null;
  const title = cutSite(name);
  return title.length > 1 && !NO_TITLE.test(matchFormOf(title)) && !(title.length <= 8 && isSiteName(title))
    ? title
    : null;
}

/** The first name in the metadata that says anything, without injected keywords; null if there is none. */
function givenName(meta: readonly Meta[]): string | null {
  for (const name of ['meta:og:title', 'json-ld:headline', 'meta:citation_title', 'title']) {
    const given = meta.find((item) => item.name === name)?.value.trim() ?? '';
    const value = given === '' ? null : withoutStuffing(given);
    if (value !== null && value !== '' && !NO_TITLE.test(matchFormOf(value))) return value;
  }
  return null;
}
