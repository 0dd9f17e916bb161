import { matchFormOf } from '../text/match-form.ts';
import { isPersonName } from '../text/surnames.ts';
import { trimEdges } from '../text/trim.ts';
import type { Document, Fact } from '../types.ts';
import { linesNearHeadline } from './near-headline.ts';

/** The publication or site that the page names as its source: with a label, in metadata, before a reporter, alone below the headline, beside the date, by class name, at the head of a wire report, in notices. Null without evidence. */
export function outletOf(document: Document): string | null {
  return (
    first(document, ['time', 'date', 'source', 'author', 'editor'], labelled) ??
    fromMeta(document) ??
    first(document, ['author', 'date'], beforeReporter) ??
    beforePlatform(document) ??
    alone(document) ??
    first(document, ['time', 'date'], besideDate) ??
    marked(document) ??
    fromWireHead(document) ??
    first(document, ['card', 'date', 'time'], fromCard) ??
    fromNotices(document)
  );
}

/** The first outlet found in a line that states one of these facts. */
function first(document: Document, facts: readonly Fact[], find: (text: string) => string | null): string | null {
  for (const { tells, text } of document.removed) {
    const outlet = tells.some((fact) => facts.includes(fact)) ? find(text) : null;
    if (outlet !== null) return outlet;
  }
  return null;
}

function fromMeta(document: Document): string | null {
  const found = document.meta.find(({ name }) =>
    /^(?:meta:(?:source|contentsource|article:source|mediaid)|script:account)$/i.test(name),
  );
  return found === undefined ? null : clean(found.value);
}

/** `【湖報╱記者張小芳／即時報導】`, `湖報 記者張小芳／台北報導`. */
function beforeReporter(text: string): string | null {
  const name =
    /^[【([]?([\p{Script=Han}A-Za-z]{2,10})\s?[/|\s]\s?(?:特派|驻[^/\s]{1,6})?(?:记者|综合)/u.exec(
      matchFormOf(text),
    )?.[1] ?? '';
  const start = matchFormOf(text).indexOf(name);
  return SITE.test(name) ? clean(text.slice(start, start + name.length)) : null;
}

/** Text of an element whose class names a source, if it is printed near the headline. */
function marked(document: Document): string | null {
  const value = document.meta.find(({ name }) => name === 'markup:source')?.value ?? '';
  const text = value.replace(/^(?:[来來]源|稿源|出[处處])\s?[:：]\s?/, '');
  if (/\d{2}|[:：]|^收录/.test(text) || text.length > 20) return null;
  return linesNearHeadline(document).some((line) => line.length <= 60 && line.includes(text)) ? clean(text) : null;
}

/** A platform on a line of its own, behind the account that published there. */
const PLATFORM = /^(?:企鹅|头条|搜狐|网易|百家|大鱼|一点|凤凰|新浪)号$/;
const ACCOUNT = /^[\p{L}\p{N}·]{2,16}$/u;

/** The account printed directly above the name of its platform. */
function beforePlatform({ removed }: Document): string | null {
  const at = removed.findIndex(({ rule, text }) => rule === 'outlet' && PLATFORM.test(matchFormOf(text)));
  const [account, platform] = removed.slice(Math.max(0, at - 1), at + 1);
  const isAbove = account !== undefined && platform !== undefined && platform.line - account.line <= 1;
  return isAbove && account.rule !== 'title' && ACCOUNT.test(account.text) ? clean(account.text) : null;
}

/** The name alone on its line: `新华社`, `石某/中国青年报`, `原创 某某 某某号`. */
function alone({ removed }: Document): string | null {
  const lines = removed.filter(({ rule }) => rule === 'outlet');
  return lines.map(({ text }) => nameOnLine(text)).find((outlet) => outlet !== null) ?? null;
}

function nameOnLine(text: string): string | null {
  const pieces = text
    .split(/[/／|｜]|\s+/)
    .filter(
      (piece) => piece !== '' && !/^(?:原创|转载|(?:企鹅|头条|搜狐|网易|百家|大鱼|一点)号)$/.test(matchFormOf(piece)),
    );
  return clean(pieces.find((piece) => SITE.test(matchFormOf(piece))) ?? pieces.at(-1) ?? '');
}

/** Endings of the names of publications and sites. */
const SITE = /(?:[报网社台号端]|周刊|杂志|新闻|在线|日报|发布|频道|传媒|资讯|中心)$/;
const DATE =
  /[([]?(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?\s{0,3}(?:星期.)?\s{0,3}(?:\d{1,2}:\d{2}(?::\d{2})?)?[)\]]?/;

/** `2022-02-13 09:57 东湖网`, `2005年3月21日 《湖畔周刊》`. */
function besideDate(text: string): string | null {
  const matchForm = matchFormOf(text);
  const match = DATE.exec(matchForm);
  if (match === null) return null;
  const after = text.slice(match.index + match[0].length).trim();
  const before = text.slice(0, match.index).trim();
  return [after, before].map(atHead).find((name) => name !== null) ?? null;
}

function atHead(text: string): string | null {
  const word = /^[\s·|]*《?([\p{Script=Han}A-Za-z0-9·-]{2,16})》?(?=[\s【[(（|]|$)/u.exec(text)?.[1] ?? '';
  return SITE.test(matchFormOf(word)) ? clean(word) : null;
}

const LABEL = /(?:来源|稿源|出处|转自|摘自|转载自)于?\s{0,3}[:/|][\s[]{0,8}(?:来源\s{0,2}:)?([^\n]+)/;
/** Text that follows the name on the same line. */
const NAME_END =
  /\s{2,}|[|【(（[。!?;]|\s?(?:作者|编辑|责编|责任编辑|记者|通讯员|时间|日期|发布|发表|更新|点击|阅读|浏览|人气|评论|字号|字体|大\s?中\s?小|打印|分享|我要|举报|有\d|共有|参与|手机|原标题|责任|校对|审核|摄影|文号|关键)|\s?\(?(?:19|20)\d{2}[-年/.]/;

function labelled(text: string): string | null {
  const matchForm = matchFormOf(text);
  const match = LABEL.exec(matchForm);
  if (match === null) return null;
  const rest = match[1] ?? '';
  const start = match.index + match[0].length - rest.length;
  const end = NAME_END.exec(rest)?.index ?? rest.length;
  const name = rest.slice(0, end).trim();
  if (isPersonName(name) && !SITE.test(name)) return null;
  return clean(text.slice(start, start + end));
}

const EDGE = /[\s《》“”"'「」()（）[\]［］〔〕【】<>,、。:：·|｜\p{Co}-]/u;
/** The place that newer pages print after the name of an account: `鞭牛士 北京`. */
const PLACE =
  /\s(?:北京|上海|天津|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)(?:举报)?$/;
/** Text in place of a source that names none. */
const NO_SOURCE =
  /^(?:转载(?:文章)?|网络|互联网|网上|网友|网络整理|未知|不详|佚名|[无报网社台号端]|原创|综合|其[它他]|投稿|来源|作者|新闻|在线|频道|传媒|资讯|中心|日报|周刊|杂志|admin|null|(?:首次|最新|最后)?(?:发布|修改|更新|发表))$|^(?:下载|打开|关注|安装|点击|查看)|[="]|^https?:/i;

/** Paging of a long article on the same line. */
const PAGES = / (?:第\d+页|<<|>>).*$/;

/** Trims a name of surrounding punctuation, paging and place; null if it names no source. */
function clean(name: string): string | null {
  const whole = name.replace(/\s+/g, ' ').replace(PAGES, '');
  const outlet = trimEdges(whole.slice(0, PLACE.exec(matchFormOf(whole))?.index ?? whole.length), EDGE);
  if (outlet.length < 2 || outlet.length > 40 || !/\p{L}/u.test(outlet) || NO_SOURCE.test(matchFormOf(outlet)))
    return null;
  const opened = outlet.lastIndexOf('《') > outlet.lastIndexOf('》');
  return opened && name.includes(`${outlet}》`) ? `${outlet}》` : outlet;
}

const WIRE =
  /^[(【]?据?(\p{Script=Han}{1,8}[社网报台])(?:\p{Script=Han}{2,8}?)?(?:记者\p{Script=Han}{4,8})?(?:(?:19|20)\d{2}年)?(?:\d{1,2}月)?\d{1,2}日\p{Script=Han}{0,4}[电讯](?=[\s()】:,]|$)/u;

/** The agency in a dateline at the head of the body: `新华社北京1月11日电`, `（法新社羅馬19日電）`. */
function fromWireHead(document: Document): string | null {
  const line = document.text.slice(0, 60).trimStart();
  const name = WIRE.exec(matchFormOf(line))?.[1] ?? '';
  const start = line.search(/[^\s（(【]/);
  return name === '' || name.startsWith('本') ? null : clean(line.slice(start, start + name.length));
}

/** `发布机构：东湖市水务局 发文日期：…`: who issued an official document, by its index card. */
function fromCard(text: string): string | null {
  const match = /(?:发布机构|发文机关|发布单位|发文单位|制发机关)\s{0,4}:\s{0,4}([^\s:;。]{2,30})(?=\s|$)/.exec(
    matchFormOf(text),
  );
  if (match === null) return null;
  const name = match[1] ?? '';
  const end = match.index + match[0].length;
  return clean(text.slice(end - name.length, end));
}

/** `凡本网注明“来源：某某网”的作品`, `某某网所有自采新闻`. */
function fromNotices(document: Document): string | null {
  for (const { tells, text } of document.removed) {
    if (!tells.includes('rights')) continue;
    const matchForm = matchFormOf(text);
    const match =
      /本[网站报][^。]{0,6}(?:注明|标注)[^。]{0,6}来源\s?:\s?([^“”"'」』。,;()]{2,16})["”'」』]/.exec(matchForm) ??
      /^[^\w\u4e00-\u9fff]{0,4}\d?[、.]?\s?([\u4e00-\u9fff]{2,12}(?:[网报社台]|周刊|在线))所有自采/.exec(matchForm);
    if (match === null) continue;
    const name = match[1] ?? '';
    const start = match.index + match[0].lastIndexOf(name);
    return clean(text.slice(start, start + name.length));
  }
  return null;
}
