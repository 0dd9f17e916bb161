import { dateIn } from '../text/date.ts';
import type { Document, PageVerdict, Removal } from '../types.ts';
import { textOf } from './content.ts';
import type { FoundPost, Slice, Talk } from './found.ts';
import { headName, linkedName, markedName } from './facts.ts';
import { findPosts } from './find.ts';
import type { PostElement } from './find.ts';
import { ancestorsOf, firstOf, postLines } from './lines.ts';
import type { PostLine } from './lines.ts';
import { openingOf, withHead } from './opening.ts';
import { pushesOf } from './push-lines.ts';
import { rolesOf, talkOf } from './roles.ts';
import { rowPosts } from './rows.ts';
import { stampedPosts } from './stamped.ts';
import { statedPosts, withStated } from './stated.ts';
import { namingOf } from './worth.ts';
import { dateOf, floorIn, isOtherDate, nameIn } from './stamps.ts';

export type { FoundPost } from './found.ts';
export { withLayout } from './whole-lines.ts';

/**
 * The posts of a thread, the question and answers, or the comments below an article, in order. Posts without text are left out.
 * `removals` are those of strip, `verdict` is what the page is.
 */
export function postsOf(document: Document, removals: readonly Removal[], verdict: PageVerdict): readonly FoundPost[] {
  const stated = statedPosts(document.meta);
  if (!verdict.article && (stated.length === 0 || verdict.kind === 'list')) return [];
  const lines = postLines(document, removals);
  const found = verdict.article ? postsOn(document, lines, verdict) : [];
  return stated.length === 0 ? found : withStated(lines, found, stated);
}

/** The posts that a page shows. */
function postsOn(document: Document, lines: readonly PostLine[], verdict: PageVerdict): readonly FoundPost[] {
  const pushed = pushesOf(lines);
  if (pushed !== null) return pushed;
  const isThread = verdict.kind === 'thread' || verdict.kind === 'qa';
  const elements = findPosts(lines, isThread);
  const rows = elements.length > 0 ? [] : rowPosts(lines);
  const posts =
    elements.length > 0 ? talksIn(lines, elements, isThread) : rows.length > 0 ? rows : stampedPosts(lines, verdict);
  const full = withoutCopies(
    lines,
    posts.filter((post) => hasText(lines, post.text) && !isPrompt(lines, post)),
  );
  if (full.length === 0) return [];
  const talk = talkOf(lines, full, verdict);
  const opening = talk === 'comments' ? null : openingAbove(lines, full);
  const [first, ...others] = full;
  const posted =
    first === undefined || talk === 'comments' || opening !== null ? full : [withHead(lines, first), ...others];
  return rolesOf(opening, posted, talk, document.meta);
}

/** The opening above the other posts; null if the first of them is the opening. */
function openingAbove(lines: readonly PostLine[], posts: readonly Talk[]): Talk | null {
  const opening = openingOf(lines, posts);
  if (opening === null || !isFirstFloor(posts[0])) return opening;
  return opening.author === null || opening.published === null ? null : opening;
}

/** Whether a post prints that it is the first; some forums count from 0, some count replies only. */
function isFirstFloor(post: Talk | undefined): boolean {
  return post?.floor === 0 || post?.floor === 1;
}

/** What a site asks readers who are not logged in to do, where a post of theirs would stand. */
const PROMPT = /^.{0,20}(?:登录|登入|注册).{0,20}(?:回复|评论|发表|发帖|留言|跟帖)/;

function isPrompt(lines: readonly PostLine[], { author, published, text: [first, ...others] }: Talk): boolean {
  if (author !== null || published !== null || first === undefined || others.length > 0) return false;
  return PROMPT.test(lines[first.line]?.matchForm ?? '');
}

/** Without posts inside others that stand in the thread once more, such as the best reply below the opening. */
function withoutCopies(lines: readonly PostLine[], posts: readonly Talk[]): readonly Talk[] {
  if (posts.every(({ outer }) => outer === 0)) return posts;
  const keyOf = ({ author, published, text }: Talk): string =>
    [author, published, ...text.map(({ line }) => lines[line]?.text)].join('\n');
  const outermost = new Set(posts.filter(({ outer }) => outer === 0).map(keyOf));
  return posts.filter((post) => post.outer === 0 || post.author === null || !outermost.has(keyOf(post)));
}

function hasText(lines: readonly PostLine[], text: readonly Slice[]): boolean {
  return text.some(({ line, start, end }) => {
    const { text: printed = '', offset = 0 } = lines[line] ?? {};
    return printed.slice(start - offset, end - offset).trim() !== '';
  });
}

function talksIn(lines: readonly PostLine[], elements: readonly PostElement[], isThread: boolean): readonly Talk[] {
  const headline = lines.find(({ mark }) => mark === 'title')?.text ?? null;
  const said = new Set<string>();
  return elements.map((post, index) => {
    const text = textOf(post, { headline, said });
    const around = behind(lines, post, elements[index + 1]);
    for (const { line } of text) said.add(lines[line]?.text ?? '');
    return talkIn(post, text, around, isThread);
  });
}

/** Lines behind a post that may be its stamp, if it has none: those of the same parent before the next post. */
function behind(lines: readonly PostLine[], post: PostElement, next: PostElement | undefined): readonly PostLine[] {
  const last = post.lines.at(-1)?.index ?? 0;
  const end = Math.min(next?.lines[0]?.index ?? lines.length, last + 1 + MAX_LINES_BEHIND);
  const { parent } = post.node;
  return lines.slice(last + 1, end).filter((line) => parent !== null && ancestorsOf(line).includes(parent));
}

/** Maximum number of such lines. */
const MAX_LINES_BEHIND = 6;

/** The lines of a post that hold more than its text. */
function besides({ lines }: PostElement, text: readonly Slice[]): readonly PostLine[] {
  const taken = new Map(text.map((slice) => [slice.line, slice]));
  return lines.filter((line, at) => {
    const slice = taken.get(line.index);
    if (isOtherDate(lines[at - 1])) return false;
    return slice === undefined || slice.start > line.offset || slice.end < line.offset + line.text.length;
  });
}

function talkIn(post: PostElement, text: readonly Slice[], behind: readonly PostLine[], isThread: boolean): Talk {
  const own = besides(post, text);
  const isStamped = own.some((line) => markedName(line) !== null || dateOf(line, post.node.parent) !== null);
  const around = isStamped ? own : [...own, ...behind];
  const { author, date } = post.node.told;
  const names = [post.node, post.node.parent].map(namingOf);
  return {
    author:
      firstOf(around, markedName) ??
      firstOf(around, (line) => nameIn(line)) ??
      (isThread ? headOf(post) : null) ??
      firstOf(around, (line) => (dateOf(line, null) === null ? null : linkedName(line))) ??
      author ??
      null,
    published: (date === undefined ? null : dateIn(date)) ?? firstOf(around, (line) => dateOf(line, post.node.parent)),
    first: post.lines[0]?.index ?? 0,
    floor: firstOf(around, floorIn),
    called: `${post.key} ${names.join(' ')}`,
    number: post.node.number,
    outer: post.outer,
    text,
  };
}

/** The name that stands alone in the first line of a post with other lines, or null. */
function headOf({ lines }: PostElement): string | null {
  const [first] = lines;
  return first === undefined || lines.length < MIN_HEADED_LINES ? null : headName(first);
}

/** Minimum number of lines of a post whose first is a name: name, time and text. */
const MIN_HEADED_LINES = 3;
