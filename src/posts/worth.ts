import { isLink } from '../text/lines.ts';
import type { Element, Group } from './elements.ts';
import { headName, isSpoken, markedName } from './facts.ts';
import type { LineFacts } from './facts.ts';
import { ancestorsOf } from './lines.ts';
import type { PostLine } from './lines.ts';
import type { MarkupNode } from '../types.ts';
import { ADVERTISEMENT, COMMENT, CONTROLS, isCalled, isTypedPost, MENU, POST, QUOTE } from './naming.ts';

/** For each line, sums over the lines before it. */
export interface Sums {
  readonly dated: Uint32Array;
  readonly named: Uint32Array;
  readonly explicit: Uint32Array;
  readonly text: Uint32Array;
  /** Lines in elements that are called the text of a comment or an answer. */
  readonly spoken: Uint32Array;
  /** Headlines and links of entries, as blogs and lists have them. */
  readonly entries: Uint32Array;
  /** Headings of comments: `3 条评论`. */
  readonly headings: Uint32Array;
  /** Lines of the page's own headline. */
  readonly titles: Uint32Array;
  /** On a thread, whether each line begins with a name; null elsewhere. */
  readonly heads: readonly boolean[] | null;
}

export function evidenceOf(lines: readonly PostLine[], facts: readonly LineFacts[], isThread: boolean): Sums {
  return {
    dated: sumsOf(facts, ({ dated }) => (dated ? 1 : 0)),
    named: sumsOf(facts, ({ named }) => (named ? 1 : 0)),
    explicit: sumsOf(facts, ({ explicit }) => (explicit ? 1 : 0)),
    text: sumsOf(facts, ({ text }) => text),
    spoken: sumsOf(lines, (line) => (isSpoken(line) ? 1 : 0)),
    entries: sumsOf(lines, (line) => (!isThread && (isEntryHeading(line) || isEntryLink(line)) ? 1 : 0)),
    headings: sumsOf(lines, (line) => (isCommentHeading(line) ? 1 : 0)),
    titles: sumsOf(lines, ({ mark }) => (mark === 'title' ? 1 : 0)),
    heads: isThread ? lines.map((line) => headName(line) !== null) : null,
  };
}

export function sumsOf<T>(items: readonly T[], value: (item: T) => number): Uint32Array {
  const sums = new Uint32Array(items.length + 1);
  items.forEach((item, i) => (sums[i + 1] = (sums[i] ?? 0) + value(item)));
  return sums;
}

/** The sum over the lines of an element. */
export function within(sums: Uint32Array, { first, last }: Element): number {
  return (sums[last + 1] ?? 0) - (sums[first] ?? 0);
}

/** Whether a line is the headline of an entry. Those of posts only repeat that of the thread. */
function isEntryHeading(line: PostLine): boolean {
  const { features, mark, matchForm } = line;
  const isHeading = features.heading > 0 && features.heading < 5 && mark !== 'title';
  return isHeading && !/^(?:re|回复)\s?:/i.test(matchForm) && markedName(line) === null;
}

/** Links below an entry of a blog or a list, which lead to its page. */
const ENTRY_LINK =
  /\d\s?[篇条个]?\s?评论|评论\s?[(:]\s?\d|发表评论|阅读全文|查看全文|继续阅读|引用通告|trackback|comments?\s?[(:]\s?\d|read more/i;
/** Longest line with such a link, in UTF-16 units. */
const MAX_LINK_UNITS = 100;

export function isEntryLink(line: PostLine): boolean {
  const { features, matchForm } = line;
  if (features.linkLength === 0 || matchForm.length > MAX_LINK_UNITS) return false;
  return ENTRY_LINK.test(matchForm) || (PERMALINK.test(matchForm) && !isInComment(line));
}

/** Comments have such links, too. */
const PERMALINK = /固定链接|永久链接|permalink/i;

function isInComment(line: PostLine): boolean {
  return ancestorsOf(line).some(({ name, naming }) => name !== 'body' && name !== 'a' && isCalled(naming, COMMENT));
}

const HEADING =
  /^(?:.{1,60}》|\P{L}{0,3})(?:(?:全部|所有|最新|最热|热门|精彩|精选|已有|共有?|用户|网友)\s?)?(?:\d{1,7}\s?)?[条个则件]?\s?(?:评论|留言|跟帖|回应|comments?)\s?[(:]?\s?(?:\d{1,7}\s?[条个]?\)?)?$/iu;
/** Longest such heading, in UTF-16 units. */
const MAX_HEADING_UNITS = 80;
/** Lines between the heading and the first comment: how they are sorted, a box to write one. */
const MAX_HEADING_LINES = 5;

/** Whether a line is the heading of comments. */
export function isCommentHeading(line: PostLine): boolean {
  if (line.matchForm.length > MAX_HEADING_UNITS || !HEADING.test(line.matchForm) || isLink(line)) return false;
  if (line.features.heading === 0 && !/[\d部有新热门彩选户友]/.test(line.matchForm)) return false;
  return !ancestorsOf(line).some(({ name }) => CONTROLS.has(name));
}

/** Whether the members of a group stand below a heading of comments. */
function isBelowHeading({ members }: Group, { headings }: Sums): boolean {
  const first = members[0]?.first ?? 0;
  return (headings[first] ?? 0) > (headings[Math.max(0, first - MAX_HEADING_LINES)] ?? 0);
}

/** Share of the members of a group that must be dated, or bear a name, by how the group is called. */
const MIN_SHARE = { named: 0.5, plain: 0.7 } as const;
/** Minimum number of posts without a telling name on a page that is no thread. */
const MIN_UNNAMED = 3;

/** How much a group looks like posts: about the number of its members that do, 0 if it cannot be posts. Telling names count more. */
export function worthOf(group: Group, sums: Sums): number {
  const { members } = group;
  const isThread = sums.heads !== null;
  const full = members.filter((member) => within(sums.text, member) > 0);
  const dated = full.filter((member) => within(sums.dated, member) > 0);
  const both = dated.filter((member) => within(sums.named, member) > 0);
  if (full.length === 0 || isNone(group, sums, both.length)) return 0;
  if (isTyped(group)) return 2 * full.length;
  if (
    isCalledPost(group) ||
    full.every((member) => within(sums.spoken, member) > 0) ||
    (both.length > 0 && isBelowHeading(group, sums))
  ) {
    const stamped = full.filter((member) => within(sums.dated, member) + within(sums.named, member) > 0);
    if (isThread && full.length > 1 && stamped.length === 0) return 0.5 * full.length;
    const isEnough = stamped.length >= MIN_SHARE.named * full.length && (full.length > 1 || both.length > 0);
    return isEnough ? (isNamedPost(group) ? 1.5 : 1.4) * stamped.length : 0;
  }
  if (!isThread && (full.length < MIN_UNNAMED || explicitOf(full, sums) < MIN_SHARE.plain * full.length)) return 0;
  const enough = (found: number): boolean => found > 1 && found >= MIN_SHARE.plain * full.length;
  if (enough(both.length)) return both.length;
  const headed = dated.filter(({ first }) => sums.heads?.[first] === true).length;
  return enough(headed) ? headed : 0;
}

function explicitOf(full: readonly Element[], sums: Sums): number {
  return full.filter((member) => within(sums.explicit, member) > 0).length;
}

/** Whether a group is something else: quotations, advertisements, the article itself, entries of a blog or a list. */
function isNone(group: Group, sums: Sums, both: number): boolean {
  const { members } = group;
  if (members.every(({ node }) => isNever(node.naming))) return true;
  if (sums.heads !== null || isTyped(group)) return false;
  if (members.length === 1 && !isCalledComment(group) && !isBelowHeading(group, sums)) return true;
  const isTitled = members.some((member) => within(sums.titles, member) > 0);
  if (isTitled && (both < MIN_UNNAMED || both < members.length)) return true;
  return members.filter((member) => within(sums.entries, member) > 0).length * 2 > members.length;
}

function isNever(naming: string): boolean {
  return isCalled(naming, QUOTE) || isCalled(naming, ADVERTISEMENT) || isCalled(naming, MENU);
}

function isTyped({ members }: Group): boolean {
  return members.filter(({ node }) => isTypedPost(node.naming)).length * 2 >= members.length;
}

/** What an element is called; nothing for the whole page, whose class names its kind: `comments-page`. */
export function namingOf(node: MarkupNode | null | undefined): string {
  return node === null || node === undefined || node.name === 'body' ? '' : node.naming;
}

function isCalledComment({ members }: Group): boolean {
  return members.some(({ node }) => isCalled(node.naming, COMMENT) || isCalled(namingOf(node.parent), COMMENT));
}

/** Whether the word of a group itself is one for posts. */
function isNamedPost({ key }: Group): boolean {
  return isCalled(key.slice(key.search(/[.<]/) + 1), POST);
}

/** Whether the name of a group, or of what it stands in, says that its members are posts. */
export function isCalledPost(group: Group): boolean {
  if (isTyped(group) || isNamedPost(group)) return true;
  const inside = group.members.filter(({ node: { parent } }) =>
    [parent, parent?.parent].some((around) => isCalled(namingOf(around), COMMENT)),
  );
  return inside.length * 2 > group.members.length;
}
