import { isLink, lengthOf } from '../text/lines.ts';
import type { Meta, PageVerdict } from '../types.ts';
import { isSignedAlike } from './alike.ts';
import type { FoundPost, Role, Talk } from './found.ts';
import { ancestorsOf, isText } from './lines.ts';
import type { PostLine } from './lines.ts';
import { ANSWER, COMMENT, isCalled, POST, QUESTION, TOPIC } from './naming.ts';
import { isCommentHeading } from './worth.ts';

/** What the posts of a page are together. */
export type TalkKind = 'thread' | 'answers' | 'comments';

/** Minimum share of the body inside posts that makes a page a thread, whatever else it looks like. */
const MIN_THREAD_SHARE = 0.5;

/** Whether posts are a thread, answers to a question, or comments below an article. */
export function talkOf(lines: readonly PostLine[], posts: readonly Talk[], { kind }: PageVerdict): TalkKind {
  if (posts.some(isAnswer)) return 'answers';
  if (isGuestBook(lines)) return 'comments';
  if (kind === 'qa') return posts.some(({ called }) => isForumPost(called)) ? 'thread' : 'answers';
  if (kind === 'thread') return 'thread';
  const before = posts.reduce((least, { first }) => Math.min(least, first), Infinity);
  const opening = lines.find(({ index, mark, text }) => index < before && mark === null && text !== '');
  const around = opening === undefined ? [] : ancestorsOf(opening);
  const above = lines.filter(({ index, mark }) => index < before && mark === null);
  if (lines.slice(Math.max(0, before - MAX_HEADING_LINES), before).some(isCommentHeading)) return 'comments';
  const isForum = posts.filter(({ called }) => isForumPost(called)).length * 2 > posts.length;
  if (isForum && lengthOf(above) < MIN_ARTICLE_UNITS) return 'thread';
  if (around.some(({ naming }) => isCalled(naming, QUESTION))) return 'answers';
  if (around.some(({ naming }) => isCalled(naming, TOPIC))) return 'thread';
  if (kind !== 'article' && isSignedAlike(lines.slice(0, before), lines.slice(before))) return 'thread';
  const inside = new Set(posts.flatMap(({ text }) => text.map(({ line }) => line)));
  let [body, shared] = [0, 0];
  for (const line of lines) {
    if (line.mark !== null || !isText(line) || isLink(line)) continue;
    body += line.text.length;
    if (inside.has(line.index)) shared += line.text.length;
  }
  return shared > MIN_THREAD_SHARE * body ? 'thread' : 'comments';
}

/** Lines between a heading of comments and the first of them. */
const MAX_HEADING_LINES = 3;

/** Whether the headline says that a page is a book for guests, whose entries answer nothing. */
function isGuestBook(lines: readonly PostLine[]): boolean {
  return lines.some(({ mark, matchForm }) => mark === 'title' && /留言[本板簿]|guest ?book/i.test(matchForm));
}

/** Length of the body above posts that makes them comments below an article, in UTF-16 units. */
const MIN_ARTICLE_UNITS = 200;

function isAnswer({ called }: Talk): boolean {
  return isCalled(called, ANSWER) || /schema\.org\/answer(?![a-z])/.test(called);
}

function isQuestion({ called }: Talk): boolean {
  return isCalled(called, QUESTION);
}

function isForumPost(called: string): boolean {
  return isCalled(called.replace(/post[_-]comment/g, 'comment'), FORUM_POST);
}

const FORUM_POST: ReadonlySet<string> = new Set(
  [...POST].filter((word) => !COMMENT.has(word) && !ANSWER.has(word) && word !== 'reply'),
);

/** Titles of later pages of a thread, which have no opening post. */
const LATER_PAGE = /第\s?(?:[2-9]|[1-9]\d{1,4})\s?[页頁]|\bpage\s?(?:[2-9]|[1-9]\d{1,4})\b/i;

/** The posts with their roles, after the opening one if it stands apart from them. */
export function rolesOf(
  opening: Talk | null,
  posts: readonly Talk[],
  talk: TalkKind,
  meta: readonly Meta[],
): readonly FoundPost[] {
  const [first] = posts;
  const isLater = (first?.floor ?? 1) > 1 || meta.some(({ name, value }) => name === 'title' && LATER_PAGE.test(value));
  const isFirst = opening === null && talk === 'thread' && !isLater && !isCalledComment(first);
  const isReview = opening === null && posts.every(isCalledComment);
  const kind = isReview ? 'comments' : talk;
  const numbers = new Set(posts.map(({ number }) => number));
  const answered = posts.some(isAnswer);
  const rest = posts.map((post, index) => {
    if (index === 0 && (isFirst || (opening === null && isQuestion(post)))) return withRole(post, 'opening');
    return withRole(post, post.outer > 0 && numbers.has(post.outer) ? 'comment' : roleOf(post, kind, answered));
  });
  return opening === null ? rest : [withRole(opening, 'opening'), ...rest];
}

function isCalledComment(post: Talk | undefined): boolean {
  return post !== undefined && post.floor !== 1 && isCalled(post.called, COMMENT) && !isForumPost(post.called);
}

function roleOf(post: Talk, talk: TalkKind, answered: boolean): Role {
  if (talk === 'comments') return 'comment';
  if (talk === 'thread') return 'reply';
  return isAnswer(post) || !answered || !isCalled(post.called, COMMENT) ? 'answer' : 'comment';
}

function withRole({ author, published, text }: Talk, role: Role): FoundPost {
  return { author, published, role, text };
}
