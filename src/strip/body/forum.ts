import type { Region } from './regions.ts';
import type { Page } from '../page.ts';

/** Evidence of people talking to each other: on a forum their posts are the body, below an article they are not. */
export interface Talk {
  /** True if the page calls itself a forum and has posts. */
  readonly forum: boolean;
  /** How many words of forums there are in short lines, each counted once; and such lines as a share of the short ones. */
  readonly words: number;
  readonly density: number;
  /** Lines of the furniture of posts before each line. */
  readonly posts: Uint32Array;
  /** Headings of comments before each line. */
  readonly comments: Uint32Array;
}

const FORUM = /论坛|社区|贴吧|问答|知乎|百度知道|小组|话题|讨论|发帖|bbs|forum|discuz|phpwind/i;
const FORUM_META: ReadonlySet<string> = new Set([
  'title',
  'meta:generator',
  'meta:keywords',
  'meta:og:site_name',
  'meta:og:type',
  'meta:og:url',
  'link:canonical',
]);
const POST =
  /^(?:回复|引用|举报|支持|反对|赞同?|点赞|沙发|板凳|地板|楼主|采纳|关注|收起)|^.{0,12}\d+\s*(?:楼|#)|^#\s?\d+|只看(?:该作者|楼主|TA)|发表[于在]|回答于|回复于|发布于|(?:小时|分钟|天)前|使用道具|显示全部楼层/i;
const COMMENTS = /^.{0,8}(?:评论|跟帖|留言|回帖|网友说|大家说)/;

/** Words that stand about on forums and sites of questions and answers, and seldom elsewhere. */
const WORDS =
  /楼主|楼层|只看|沙发|板凳|回帖|发帖|版主|版块|积分|精华|采纳|回答|提问|问题|赞同|话题|论坛|社区|贴吧|主题|帖子|跟帖|声望|最佳|小组|知乎|吧务|讨论|回复|发布于|发表于/g;
/** A page with so many of them, times their share of the short lines, is a forum's, whatever it calls itself. */
const MANY = 0.5;

/** Longest line that may be furniture, in UTF-16 units. */
const SHORT = 40;

export function talkOf(page: Page): Talk {
  const posts = countBefore(page, POST);
  const named = page.meta.some(({ name, value }) => FORUM_META.has(name) && FORUM.test(value.slice(0, 300)));
  const { words, density } = wordsOf(page);
  const forum = (named && (posts.at(-1) ?? 0) > 0) || words * density >= MANY;
  return { forum, words, density, posts, comments: countBefore(page, COMMENTS) };
}

function wordsOf({ lines }: Page): { words: number; density: number } {
  const found = new Set<string>();
  let [short, spoken] = [0, 0];
  for (const { shadow } of lines) {
    if (shadow.length > SHORT || shadow === '') continue;
    const words = shadow.match(WORDS) ?? [];
    for (const word of words) found.add(word);
    short++;
    spoken += words.length > 0 ? 1 : 0;
  }
  return { words: found.size, density: spoken / Math.max(1, short) };
}

/** The evidence as numbers for one region. */
export function talkIn(
  region: Region,
  { forum, words, density, posts, comments }: Talk,
): readonly (readonly [name: string, value: number])[] {
  const [first, last] = [region.first, region.last + 1];
  const inside = (posts[last] ?? 0) - (posts[first] ?? 0);
  return [
    ['forum', forum ? 1 : 0],
    ['words', words],
    ['density', density],
    ['pagePosts', Math.log2(1 + (posts.at(-1) ?? 0))],
    ['posts', Math.log2(1 + inside)],
    ['postShare', inside / Math.max(1, last - first)],
    ['commentsInside', Math.min(4, (comments[last] ?? 0) - (comments[first] ?? 0))],
    ['commentsBefore', Math.min(4, comments[first] ?? 0)],
  ];
}

function countBefore(page: Page, pattern: RegExp): Uint32Array {
  const counts = new Uint32Array(page.lines.length + 1);
  page.lines.forEach(({ shadow }, i) => {
    counts[i + 1] = (counts[i] ?? 0) + (shadow.length <= SHORT && pattern.test(shadow) ? 1 : 0);
  });
  return counts;
}
