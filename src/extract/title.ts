import { headlineParts, namedTitle } from '../text/page-title.ts';
import { withoutStuffing } from '../text/stuffing.ts';
import { trimEdges } from '../text/trim.ts';
import type { Document } from '../types.ts';

/** Main headline, the kicker above it (引题) and the subtitle below it (副题). */
export interface Headline {
  readonly title: string | null;
  readonly kicker: string | null;
  readonly subtitle: string | null;
}

/** The headline as printed on the page; without one, the title from the markup. */
export function headlineOf(document: Document): Headline {
  const printed = removedBy(document, 'title');
  const subtitle = removedBy(document, 'subtitle');
  return {
    title:
      printed?.replace(MARKDOWN, '').replace(LABEL, '').replace(DATED, '') ??
      namedTitle(document.meta) ??
      indexed(document),
    kicker: removedBy(document, 'kicker'),
    subtitle: subtitle === null ? null : trimEdges(subtitle, DASH),
  };
}

/** What a page without an article is called: the first part of its name in the markup. A line of the page may be the headline of another. */
export function pageNameOf(document: Document): string | null {
  const { meta } = document;
  const name = meta.find((item) => item.name === 'title') ?? meta.find((item) => item.name === 'meta:og:title');
  const [whole = '', first = '', second = ''] = headlineParts(withoutStuffing(name?.value ?? '') ?? '');
  if (first === '') return null;
  if (!/\p{L}/u.test(first) && second !== '')
    return whole.slice(0, whole.indexOf(second, first.length) + second.length);
  const printed = removedBy(document, 'title') ?? '';
  return printed !== '' && first.startsWith(printed) && ADDED.test(first.slice(printed.length)) ? printed : first;
}

/** What shops put behind the name of a product: `【价格 图片 评价】`. */
const ADDED = /^\s?[【[][^】\]]*(?:价格|图片|评价|报价|參數|参数|評價|價格)[^】\]]*[】\]]/;

/** A Markdown heading mark. */
const MARKDOWN = /^#{1,6} (?=\S)/;
/** Labels that forums and authorities print before a title. */
const LABEL = /^(?:(?:主\s?[题題]|[标標]\s{0,4}[题題]|[题題]目)\s?[:：]\s?|[标標][题題]\s{0,4}(?=\[))/;
/** A date on the line of the title. */
const DATED = / (?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?: \d{1,2}:\d{2}(?::\d{2})?)?(?: 楼主)?$/;
const DASH = /[\s—–―─-]/;

/** The title in the head of a document that was posted or filed: `标  题: 东湖租船记`. */
function indexed({ removed }: Document): string | null {
  const lines = removed.filter(({ rule }) => rule === 'document-index');
  return lines.flatMap(({ text }) => INDEXED.exec(text)?.[1] ?? [])[0] ?? null;
}

const INDEXED = /^[标標]\s{0,4}[题題]\s?[:：]\s{0,4}(\S.{0,80})$/;

/** Joins the first run of consecutive removed lines of a rule; null if there are none. */
function removedBy(document: Document, rule: string): string | null {
  const first = document.removed.findIndex((removed) => removed.rule === rule);
  if (first < 0) return null;
  const rest = document.removed.slice(first);
  const end = rest.findIndex((removed) => removed.rule !== rule);
  const lines = rest.slice(0, end < 0 ? rest.length : end).map(({ text }) => text.replace(/\s+/g, ' ').trim());
  return lines.reduce((title, line) => title + (/\w$/.test(title) && /^\w/.test(line) ? ' ' : '') + line);
}
