import { shadowOf } from '../text/shadow.ts';
import { isPersonName } from '../text/surnames.ts';
import { trimEdges } from '../text/trim.ts';
import type { Document } from '../types.ts';

const TELLING: ReadonlySet<string> = new Set('time-label time-source source date editor byline'.split(' '));

/** The publication or site that the page names as its source: with a label, in metadata, alone below the headline, beside the date, in notices. Null without evidence. */
export function outletOf(document: Document): string | null {
  return (
    first(document, TELLING, labelled) ??
    fromMeta(document) ??
    first(document, new Set(['outlet']), alone) ??
    first(document, new Set(['date', 'time-label', 'time-source']), besideDate) ??
    fromNotices(document)
  );
}

function first(document: Document, rules: ReadonlySet<string>, find: (text: string) => string | null): string | null {
  for (const { rule, text } of document.removed) {
    const outlet = rules.has(rule) ? find(text) : null;
    if (outlet !== null) return outlet;
  }
  return null;
}

function fromMeta(document: Document): string | null {
  const found = document.meta.find(({ name }) => /^meta:(?:source|contentsource|article:source|mediaid)$/i.test(name));
  return found === undefined ? null : clean(found.value);
}

/** `新华社`, `石某/中国青年报`, `原创 某某 某某号`. */
function alone(text: string): string | null {
  const pieces = text
    .split(/[/／|｜]|\s+/)
    .filter(
      (piece) => piece !== '' && !/^(?:原创|转载|(?:企鹅|头条|搜狐|网易|百家|大鱼|一点)号)$/.test(shadowOf(piece)),
    );
  return clean(pieces.find((piece) => SITE.test(shadowOf(piece))) ?? pieces.at(-1) ?? '');
}

/** How publications and sites end. */
const SITE = /(?:[报网社台号端]|周刊|杂志|新闻|在线|日报|发布|频道|传媒|资讯|中心)$/;
const DATE =
  /[([]?(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?\s{0,3}(?:星期.)?\s{0,3}(?:\d{1,2}:\d{2}(?::\d{2})?)?[)\]]?/;

/** `2022-02-13 09:57 东湖网`, `2005年3月21日 《湖畔周刊》`. */
function besideDate(text: string): string | null {
  const shadow = shadowOf(text);
  const match = DATE.exec(shadow);
  if (match === null) return null;
  const after = text.slice(match.index + match[0].length).trim();
  const before = text.slice(0, match.index).trim();
  return [after, before].map(atHead).find((name) => name !== null) ?? null;
}

function atHead(text: string): string | null {
  const word = /^[\s·|]*《?([\p{Script=Han}A-Za-z0-9·-]{2,16})》?(?=[\s【[(（|]|$)/u.exec(text)?.[1] ?? '';
  return SITE.test(shadowOf(word)) ? clean(word) : null;
}

const LABEL = /(?:来源|稿源|出处|转自|摘自|转载自)于?\s{0,3}[:/|][\s[]{0,8}(?:来源\s{0,2}:)?([^\n]+)/;
/** What follows the name on the same line. */
const AFTER =
  /\s{2,}|[|【(（[。!?;]|\s?(?:作者|编辑|责编|责任编辑|记者|通讯员|时间|日期|发布|发表|更新|点击|阅读|浏览|人气|评论|字号|字体|大\s?中\s?小|打印|分享|我要|举报|有\d|共有|参与|手机|原标题|责任|校对|审核|摄影|文号|关键)|\s?\(?(?:19|20)\d{2}[-年/.]/;

function labelled(text: string): string | null {
  const shadow = shadowOf(text);
  const match = LABEL.exec(shadow);
  if (match === null) return null;
  const rest = match[1] ?? '';
  const start = match.index + match[0].length - rest.length;
  const end = AFTER.exec(rest)?.index ?? rest.length;
  const name = rest.slice(0, end).trim();
  if (isPersonName(name) && !SITE.test(name)) return null;
  return clean(text.slice(start, start + end));
}

const EDGE = /[\s《》“”"'「」()（）[\]【】<>,、。:：-]/;

function clean(name: string): string | null {
  const outlet = trimEdges(name, EDGE);
  return outlet.length < 2 || outlet.length > 40 || !/\p{L}/u.test(outlet) ? null : outlet;
}

/** `凡本网注明“来源：某某网”的作品`, `某某网所有自采新闻`. */
function fromNotices(document: Document): string | null {
  for (const { rule, text } of document.removed) {
    if (!rule.startsWith('disclaimer') && !rule.startsWith('notice')) continue;
    const shadow = shadowOf(text);
    const match =
      /本[网站报][^。]{0,6}(?:注明|标注)[^。]{0,6}来源\s?:\s?([^“”"'」』。,;()]{2,16})["”'」』]/.exec(shadow) ??
      /^[^\w\u4e00-\u9fff]{0,4}\d?[、.]?\s?([\u4e00-\u9fff]{2,12}(?:[网报社台]|周刊|在线))所有自采/.exec(shadow);
    if (match === null) continue;
    const name = match[1] ?? '';
    const start = match.index + match[0].lastIndexOf(name);
    return clean(text.slice(start, start + name.length));
  }
  return null;
}
