import { matchFormOf } from '../../text/match-form.ts';
import { isOrganisation, splitNames } from '../../text/names.ts';
import { isPersonName } from '../../text/surnames.ts';
import type { Credit, Document, Meta } from '../../types.ts';
import { linesNearHeadline } from '../near-headline.ts';

const AUTHOR =
  /^(?:meta:(?:author|byl|(?:og:)?article:author|(?:citation|dc|dcterms)[._](?:author|authors|creator))|json-ld:author)$/;

/** Maximum number of authors. */
const MAX_AUTHORS = 20;

/** Authors from metadata that a short line of the page prints, since metadata often hold a number or the site; otherwise by class name or blog title. */
export function metaCredits(document: Document): readonly Credit[] {
  const { meta } = document;
  if (meta.length === 0) return [];
  const names = meta
    .filter(({ name }) => AUTHOR.test(name))
    .flatMap(({ value }) => splitNames(value))
    .filter((name) => name.length <= 12 && !isOrganisation(name))
    .slice(0, MAX_AUTHORS);
  const printed = names.length === 0 ? [] : printedOf(names, document);
  const others = printed.length > 0 ? printed : (markedAuthors(document) ?? ownerOf(meta) ?? []);
  return [{ role: '作者', names: others }];
}

function printedOf(names: readonly string[], { meta, removed, text }: Document): readonly string[] {
  const lines = [...removed.map((line) => line.text), ...text.split('\n')].filter((line) => line.length <= 60);
  const title = meta.find(({ name }) => name === 'title')?.value ?? '';
  return names.filter((name) => {
    const person = isPersonName(matchFormOf(name)) || /^[A-Z][A-Z .]{1,20}$/i.test(name);
    return lines.some((line) => (person ? bare(line).includes(bare(name)) : line === name && !title.includes(name)));
  });
}

/** Text of an element whose class names an author, if it is printed near the headline and has no other label; null otherwise. */
function markedAuthors(document: Document): readonly string[] | null {
  const value = document.meta.find(({ name }) => name === 'markup:author')?.value ?? '';
  const text = value.replace(/^(?:作者|文|撰文|本[报報刊网網]?[记記]者|[记記]者)\s?[:：/／|丨]?\s?/, '');
  const near = linesNearHeadline(document);
  if (/[:：]|[编編][辑輯]/.test(text) || !near.some((line) => line.length <= 60 && line.includes(text))) return null;
  const names = (/[、,，\s]/.test(text) ? splitNames(text) : [text]).filter((name) => !isOrganisation(name));
  return names.length === 0 || text.length < 2 || text.length > 30 ? null : names;
}

function bare(text: string): string {
  return text.replace(/\s+/g, '');
}

/** The owner of a blog, from the page title: `东湖的水清了 - 某某 - 博客园`. */
function ownerOf(meta: readonly Meta[]): readonly string[] | null {
  const title = meta.find(({ name }) => name === 'title')?.value ?? '';
  const owner = BLOG_TITLE.exec(title)?.[1]?.replace(/[的之](?:博客|专栏|專欄|个人空间|日志|小站)$/, '') ?? '';
  return owner.length < 2 || isOrganisation(owner) ? null : [owner];
}

/** Page titles of blog sites: article, author, site. */
const BLOG_TITLE =
  /[^\s_-]\s?[_-]\s?([^\s_|-]{2,16})\s?[_-]\s?(?:新浪博客|搜狐博客|网易博客|和讯博客|凤凰博报|天涯博客|博客园|博客中国|CSDN博客|ITeye博客|ITeye技术网站|ChinaUnix博客|51CTO博客|OSCHINA.*|痞客邦.*)$/i;
