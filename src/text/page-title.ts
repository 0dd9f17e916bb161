import type { Meta } from '../types.ts';
import { lettersInLowerCase } from './letters.ts';
import { shadowOf } from './match-form.ts';

/** Letters and digits only, in the shadow's script: what two spellings of one headline have in common. */
export function headlineKey(text: string): string {
  return keyOfShadow(shadowOf(text));
}

/** The same for a text whose shadow is known. */
export function keyOfShadow(shadow: string): string {
  return lettersInLowerCase(shadow);
}

/** What a page's `<title>` may hold as its headline: the whole, then its parts between the separators of site and channel. */
export function headlineParts(pageTitle: string): readonly string[] {
  const whole = pageTitle.replace(/\s+/g, ' ').trim();
  if (whole === '') return [];
  const pieces = whole.split(SEPARATOR).map((piece) => piece.trim());
  return [whole, ...pieces.filter((piece) => piece !== '')];
}

/** Between headline, channel and site in a `<title>` whose white space has been narrowed. */
const SEPARATOR =
  /[_|｜丨]+| ?[-–—－·]{1,3} |[–—－-]{2,}| [-–—－]|::|[<>»«]+|(?<=[\p{Script=Han}”"!?！？)）])[-–—－](?=\p{Script=Han})/u;

const DOMAIN = /^[\w.-]+\.(?:com|cn|net|org|tw|hk)$/i;

/** Names of sites and channels, as they stand at the end of a `<title>`. */
const SITE =
  /(?:网|网站|频道|新闻|日报|晚报|早报|时报|商报|周刊|在线|门户|首页|中心|资讯|论坛|社区|博客|财经|科技|体育|娱乐|[社台报]|客户端|百科|健康|教育|政府|\.com|\.cn|\.net)$|百科/i;

/** The headline in a page's title when nothing on the page says which part it is: parts that name site or channel are cut. */
export function cutSite(pageTitle: string): string {
  const [whole = '', ...all] = headlineParts(pageTitle);
  const pieces = all.filter((piece) => !DOMAIN.test(piece));
  const first = pieces[0] ?? whole;
  if (pieces.length < 2) return pieces.length === all.length ? whole : first;
  const longest = pieces.reduce((a, b) => (b.length > a.length ? b : a), first);
  const plain = !SITE.test(first) && (first.length >= 6 || SITE.test(longest));
  return plain ? first : longest;
}

/** Whether a short title is the name of a site or a channel rather than of an article. */
function isSiteName(title: string): boolean {
  return SITE.test(title);
}

/** The article's name in the markup's names of the page, without those of site and channel; null if nothing else is in them. */
export function namedTitle(meta: readonly Meta[]): string | null {
  const value = (name: string): string => meta.find((item) => item.name === name)?.value.trim() ?? '';
  const social = value('meta:og:title') || value('json-ld:headline') || value('meta:citation_title');
  const title = cutSite(social === '' ? value('title') : social);
  return title.length > 1 && !(title.length <= 8 && isSiteName(title)) ? title : null;
}
