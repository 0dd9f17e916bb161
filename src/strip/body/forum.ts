import type { Region } from './regions.ts';
import type { Page } from '../page.ts';

/** Evidence of posts and comments: on a forum they are the body, below an article they are not. */
export interface ForumEvidence {
  /** True if the metadata names a forum and the page has posts, or if forum words abound. */
  readonly isForum: boolean;
  /** Number of distinct forum words in short lines, and the share of short lines that contain one. */
  readonly words: number;
  readonly density: number;
  /** Number of boilerplate lines of posts before each line. */
  readonly posts: Uint32Array;
  /** Number of comment headings before each line. */
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

/** Words typical of the interface of forums and Q&A sites, and rare elsewhere. */
const WORDS =
  /楼主|楼层|只看|沙发|板凳|回帖|发帖|版主|版块|积分|精华|采纳|回答|提问|问题|赞同|话题|论坛|社区|贴吧|主题|帖子|跟帖|声望|最佳|小组|知乎|吧务|讨论|回复|发布于|发表于/g;
/** Minimum of distinct forum words times their density for a page to count as a forum regardless of its metadata. */
const MIN_WORD_SCORE = 0.5;

/** Maximum length of a line that may be boilerplate, in UTF-16 units. */
const MAX_SHORT_UNITS = 40;

export function forumEvidenceOf(page: Page): ForumEvidence {
  const posts = countBefore(page, POST);
  const named = page.meta.some(({ name, value }) => FORUM_META.has(name) && FORUM.test(value.slice(0, 300)));
  const { words, density } = wordsOf(page);
  const isForum = (named && (posts.at(-1) ?? 0) > 0) || words * density >= MIN_WORD_SCORE;
  return { isForum, words, density, posts, comments: countBefore(page, COMMENTS) };
}

function wordsOf({ lines }: Page): { words: number; density: number } {
  const found = new Set<string>();
  let [short, forumLines] = [0, 0];
  for (const { matchForm } of lines) {
    if (matchForm.length > MAX_SHORT_UNITS || matchForm === '') continue;
    const words = matchForm.match(WORDS) ?? [];
    for (const word of words) found.add(word);
    short++;
    forumLines += words.length > 0 ? 1 : 0;
  }
  return { words: found.size, density: forumLines / Math.max(1, short) };
}

/** Forum features of a region. */
export function regionForumFeatures(
  region: Region,
  { isForum, words, density, posts, comments }: ForumEvidence,
): readonly (readonly [name: string, value: number])[] {
  const [first, last] = [region.first, region.last + 1];
  const inside = (posts[last] ?? 0) - (posts[first] ?? 0);
  return [
    ['forum', isForum ? 1 : 0],
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
  page.lines.forEach(({ matchForm }, i) => {
    counts[i + 1] = (counts[i] ?? 0) + (matchForm.length <= MAX_SHORT_UNITS && pattern.test(matchForm) ? 1 : 0);
  });
  return counts;
}
