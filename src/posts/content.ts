import { isLink } from '../text/lines.ts';
import type { MarkupNode } from '../types.ts';
import type { PostElement } from './find.ts';
import type { Slice } from './found.ts';
import { headName, isAddressed, leadingName, linkedName, markedName, trailingStamp } from './facts.ts';
import { ancestorsOf, isText } from './lines.ts';
import type { PostLine } from './lines.ts';
import { AROUND_TEXT, CONTENT, CONTROLS, isCalled, SIGNATURE } from './naming.ts';
import { isInQuote } from './quotes.ts';
import { saidPart } from './said-part.ts';
import { floorIn, isCertainStamp, isDated, nameIn } from './stamps.ts';

/** Lines that introduce a quotation: `引用: 湖边 发表于 2010-1-1`, `湖边 wrote:`, `原帖由 湖边 发表`. */
const QUOTED =
  /^(?:引用|回复)\s?:?\s?(?:(?:第\s?)?\d{1,6}\s?(?:#\s?\S{0,24}|楼)\s?:?$|@\S{1,24}\s?:?$|.{1,24}(?:发表|的(?:发言|帖子|话|内容|回复)\s?:?$))|^(?:原帖由|最初由|本帖最初由).{1,24}(?:发表|发布)|^.{1,24}\s(?:wrote|said|写道|写到)\s?:$/;
/** Notices of the site in the place of a post. */
const NOTICE =
  /^(?:\[?\s?本(?:帖|主题|楼)最后由.{1,40}编辑|[此本该](?:帖子?|楼层?|评论|回复|回答|内容|用户|条评论|条回复|主题)(?:已经?被?|被|因|违反|涉嫌|疑似).{0,16}(?:删除|屏蔽|折叠|封禁)|提示\s?:\s?(?:作者被禁止|该帖被)|游客,如果您要查看|最后编辑\s?:|最后(?:由|更新于?).{1,40}(?:编辑|修改)$|last edited(?: by|\s?:)|(?:查看|展开|加载|显示|还有)(?:全部|更多|剩余|其余)?\s?\d{0,6}\s?[条个]?(?:评论|回复|回答)$)/i;

/** Buttons and labels inside the text of posts. */
const BUTTON =
  /^(?:复制代码|复制|copy(?: code)?|reply|回复\s?\(?\d{0,5}\)?|点击展开\s?\.{0,3}|展开(?:全文|阅读全文|全部)|\[\s?编辑\s?\]|click to expand\.{0,3}|永久链接|permalink)$/i;

function isButton({ matchForm }: PostLine): boolean {
  return BUTTON.test(matchForm);
}

/** The text of a post: its own lines without stamps, quotations, signatures and buttons. */
export function textOf(post: PostElement, thread: Thread = NO_THREAD): readonly Slice[] {
  const lines = textLines(post).filter((line) => !isHeadline(line, thread.headline));
  const own = lines.filter((line) => !isQuoted(line, post.node, thread.said) && !isRepeated(line, thread.said));
  return (own.length > 0 ? own : lines).map(sliceOf);
}

/** What the posts of a thread repeat. */
export interface Thread {
  /** The headline of the page, or null. */
  readonly headline: string | null;
  /** The lines of the posts before. */
  readonly said: ReadonlySet<string>;
}

const NO_THREAD: Thread = { headline: null, said: new Set() };

/** Whether a line is the subject of a post, which repeats the headline: `Re: …`. */
function isHeadline({ text, features }: PostLine, headline: string | null): boolean {
  return (
    headline !== null && features.heading > 0 && text.replace(/^(?:re|回复|回覆)\s?[:：]\s{0,3}/i, '') === headline
  );
}

/** Whether a line in a quotation repeats a line of a post before. */
function isQuoted(line: PostLine, outer: MarkupNode, said: ReadonlySet<string>): boolean {
  return said.has(line.text) && ancestorsOf(line, outer).some(({ name }) => name === 'blockquote');
}

/** Whether a line repeats what somebody said before: `@湖边 今天天气很好`. */
function isRepeated({ text }: PostLine, said: ReadonlySet<string>): boolean {
  const words = /^@\S{1,32}\s{1,3}(\S.*)$/.exec(text)?.[1];
  return words !== undefined && said.has(words);
}

/** The part of a line that is text, without a name in front and without the part that a rule removes. */
export function sliceOf(line: PostLine): Slice {
  const { index, text, offset, part } = line;
  const said = saidPart(line);
  if (said !== null) return { line: index, start: said.start, end: said.end };
  const last = offset + trailingStamp(line);
  const end = part !== null && part[1] >= offset + text.length ? Math.min(part[0], last) : last;
  return { line: index, start: Math.min(end, offset + leadingName(line)), end };
}

function textLines({ node, lines }: PostElement): readonly PostLine[] {
  const [first] = lines;
  const head = lines.length > 2 && first !== undefined && headName(first) !== null && !holdsWords(first) ? first : null;
  const quotations = quotationsIn(lines, node);
  const own = lines.filter((line) => line !== head && !isApart(line, node, quotations));
  const content = contentOf(own, node);
  const inside = content === null ? own : own.filter((line) => ancestorsOf(line).includes(content));
  const kept = inside.filter(
    (line) => isText(line) && !isButton(line) && isOfText(line, content ?? node, content !== null),
  );
  if (kept.length > 0 || content === null) return kept;
  // What a rule takes for a button is the whole of a short post: `顶`, `沙发`.
  return inside.filter((line) => line.text !== '' && isOfText(line, content, false));
}

/** Whether a line holds words of a post behind its name. */
function holdsWords(line: PostLine): boolean {
  return leadingName(line) > 0 || saidPart(line) !== null;
}

/** Whether a line belongs to a quotation or a signature inside a post, or is a notice of the site. */
function isApart(line: PostLine, outer: MarkupNode, quotations: ReadonlySet<MarkupNode>): boolean {
  const chain = ancestorsOf(line, outer);
  return (
    chain.some(({ name, naming }) => isCalled(naming, SIGNATURE) || name === 'cite') ||
    isInQuote(chain, chain.length) ||
    chain.some((node) => quotations.has(node)) ||
    isQuotation(line)
  );
}

/** The `blockquote` elements in a post that begin with the stamp of another post, `湖边 写道：`, or with a `cite`; one that ends with a `cite` quotes a work. */
function quotationsIn(lines: readonly PostLine[], outer: MarkupNode): ReadonlySet<MarkupNode> {
  const seen = new Set<MarkupNode>();
  const quotations = new Set<MarkupNode>();
  for (const line of lines)
    for (const [at, node] of ancestorsOf(line, outer).entries()) {
      if (node.name !== 'blockquote' || seen.has(node) || CONTENT.some((pattern) => pattern.test(node.naming)))
        continue;
      seen.add(node);
      if (isQuotation(line) || nameIn(line, true) !== null || isCited(line, at)) quotations.add(node);
    }
  return quotations;
}

/** Whether a line is in a `cite` inside its ancestor of this number. */
function isCited(line: PostLine, ancestor: number): boolean {
  return ancestorsOf(line)
    .slice(0, ancestor)
    .some(({ name }) => name === 'cite');
}

/** Whether a line introduces a quotation or is a notice of the site. */
export function isQuotation({ matchForm }: PostLine): boolean {
  return NOTICE.test(matchForm) || QUOTED.test(matchForm);
}

/** The element inside a post that is called its text, if there is one: the one with most text, the outermost of equals. */
function contentOf(lines: readonly PostLine[], outer: MarkupNode): MarkupNode | null {
  for (const pattern of CONTENT) {
    const sizes = new Map<MarkupNode, number>();
    for (const line of lines) {
      const chain = ancestorsOf(line, outer);
      const around = chain.findIndex(({ naming }) => isCalled(naming, AROUND_TEXT));
      const isBeside = (at: number): boolean => around >= 0 && around < at && line.text.length <= MAX_BUTTON_UNITS;
      for (const [at, node] of chain.entries())
        if (pattern.test(node.naming) && !CONTROLS.has(node.name))
          sizes.set(node, (sizes.get(node) ?? 0) + (isBeside(at) ? 0 : isLink(line) ? 1 : line.text.length));
    }
    const [best] = [...sizes].sort(([a, size], [b, other]) => other - size || a.number - b.number);
    if (best !== undefined) return best[0];
  }
  return null;
}

/** Longest button inside the text, in UTF-16 units. */
const MAX_BUTTON_UNITS = 40;

/** Whether a line is text and not a stamp, a name or a button. In an element that is called the text, little else is expected. */
function isOfText(line: PostLine, outer: MarkupNode, isContent: boolean): boolean {
  const chain = ancestorsOf(line, outer);
  if (chain.some(({ name }) => CONTROLS.has(name))) return false;
  if (line.features.listing === true) return true; // Classes around code name its language: `highlight-source-shell`.
  if (holdsWords(line) || isAddressed(line)) return true;
  if (isContent && isCertainStamp(line)) return false;
  const called = chain.some(({ naming }) => isCalled(naming, AROUND_TEXT));
  if (isContent) return !(called && line.text.length <= MAX_BUTTON_UNITS);
  const named = markedName(line) !== null || (isDated(line) && (nameIn(line) !== null || linkedName(line) !== null));
  if (!called && !named && trailingStamp(line) < line.text.length) return true;
  return !named && !called && !isDated(line) && !isLink(line) && floorIn(line) === null;
}
