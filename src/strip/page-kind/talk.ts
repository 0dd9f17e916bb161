import { isDated } from '../body/menu-words.ts';
import { shapeOf } from '../body/line-shape.ts';
import type { Page } from '../page.ts';
import { lineRulesThat, tellsAny } from '../rules/index.ts';
import type { Marks } from '../rules/match-lines.ts';
import { declares } from './declares.ts';
import { hasFloors } from './floors.ts';
import { isOfClass } from './page-class.ts';
import { isPush } from './pushes.ts';

/** Text of post headers in forums, besides the date. */
const STAMP = /\d{1,2}:\d{2}|发表|回复|楼|#\d|(?:小时|分钟|天)前/;
/** Longest such line, in UTF-16 units. */
const MAX_STAMP_UNITS = 80;
/** Minimum number of stamps of one shape between posts in a thread. */
const BETWEEN = 2;
/** Labels around answers. */
const ANSWER =
  /^\P{L}{0,3}(?:其[他它]|共|全部|查看|更多)?\s?\d+\s?[个条](?:回答|答案)|^(?:最佳|推荐|满意|精彩|网友)(?:答案|回答)\P{L}{0,3}$|^提问者采纳|^回答于|\d\s?回答$/u;

/** Whether a page is a question with answers: by its linked data, or by a question as title and labels around answers. */
export function isQuestion(page: Page, marks: Marks): boolean {
  if (declares(page, /\bQAPage\b|\bQuestion\b/) || isOfClass(page, 'qa')) return true;
  const title = page.lines[marks.indexOf('title')]?.matchForm ?? '';
  if (MAY_ASK.test(title) && page.lines.some(({ matchForm }) => COUNTED.test(matchForm))) return true;
  if (!ASKS.test(title) || page.lines.some(({ matchForm }) => OF_FORUM.test(matchForm))) return false;
  return page.lines.some(
    ({ index, matchForm }) =>
      marks[index] === 'answer' || (matchForm.length <= MAX_STAMP_UNITS && ANSWER.test(matchForm)),
  );
}

const ASKS = /\?$|[吗呢]$|^(?:如何|怎样|怎么|为什么|为何|什么|哪|谁|求助|请问)/;

/** What forums offer above the replies. */
const OF_FORUM = /^(?:[只仅]看(?:楼主|该作者|大图)|倒序(?:看帖|浏览))$/;

/** Words of questions, and the number of answers that sites print below them. */
const MAY_ASK =
  /怎么|怎样|如何|为什么|为何|什么|哪[些个里种]|多少|是否|能否|[能会该要]不[能会该要]|有没有|求(?:助|推荐|解)|请问/;
const COUNTED = /^\P{L}{0,3}(?:共有?|全部|已有)?\s?\d{1,6}\s?[个条](?:回答|答案)\P{L}{0,3}$/u;

/** Rules for bylines of edited articles. */
const EDITED = lineRulesThat((rule) => rule.byForm !== true && tellsAny(rule, 'source', 'author', 'editor'));

const NAMED = /来源|记者|编辑|报道/;

/** What forums print in a post that its author has changed. */
const POST_EDITED = /^\P{L}{0,3}(?:本[帖楼](?:子|层)?)?最后(?:由|编辑|修改)/u;

/** Whether a page names a source, a reporter or an editor. */
function isEdited({ lines }: Page, marks: Marks): boolean {
  return lines.some(
    ({ index, matchForm }) => EDITED.has(marks[index] ?? '') && NAMED.test(matchForm) && !POST_EDITED.test(matchForm),
  );
}

/** Whether a page is a series of posts: by its linked data, or by stamps of one shape between its kept lines. */
export function isThread(page: Page, marks: Marks): boolean {
  if (declares(page, /\bDiscussionForumPosting\b/)) return true;
  if (isOfClass(page, 'thread') || page.lines.filter(({ matchForm }) => isPush(matchForm)).length >= BETWEEN)
    return true;
  if (isEdited(page, marks)) return false;
  if (hasFloors(page, marks)) return true;
  const between = new Map<number | string, number>();
  const open = new Set<number | string>();
  const answered = new Set<number | string>();
  const stamps = new Map<number | string, number>();
  for (const line of page.lines) {
    if (line.text === '') continue;
    if (
      line.matchForm.length <= MAX_STAMP_UNITS &&
      !line.prose &&
      isDated(line.matchForm) &&
      STAMP.test(line.matchForm)
    ) {
      const shape = page.markup ? (line.features.shape ?? 0) : shapeOf(line.matchForm);
      if (answered.delete(shape)) between.set(shape, (between.get(shape) ?? 0) + 1);
      open.add(shape);
      stamps.set(shape, (stamps.get(shape) ?? 0) + 1);
    } else if (marks[line.index] === null) for (const shape of open) answered.add(shape);
  }
  if ([...between.values()].some((count) => count >= BETWEEN)) return true;
  return (
    [...stamps.values()].some((count) => count >= BETWEEN) &&
    page.lines.some(({ matchForm }) => REPLIES.test(matchForm))
  );
}

/** What forums print above the replies: `3 条回复 • 2023-05-08 08:00`. */
const REPLIES = /^\P{L}{0,3}(?:共有?|全部)?\s?\d{1,6}\s?[条个]?(?:回复|回帖|跟帖)(?:\P{L}{0,40}|\s.{0,40})$/u;
