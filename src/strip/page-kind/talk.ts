import { isDated } from '../body/menu-words.ts';
import { kindOf } from '../body/line-shape.ts';
import type { Page, PageLine } from '../page.ts';
import type { Marks } from '../rules/match-lines.ts';

/** So many posts are a thread. */
const POSTS = 3;
/** So many lines that sites print around answers stand below a question. */
const ANSWERS = 2;

/** Whether a page is a question with its answers: it says so to machines, or a question stands above what sites print around answers. */
export function isQuestion(page: Page, marks: Marks): boolean {
  if (declares(page, /\bQAPage\b|\bQuestion\b/)) return true;
  const title = page.lines[marks.indexOf('title')]?.shadow ?? '';
  return ASKS.test(title) && marks.filter((mark) => mark === 'answer').length >= ANSWERS;
}

const ASKS = /\?$|[吗呢]$|^(?:如何|怎样|怎么|为什么|为何|什么|哪|谁|求助|请问)/;

/** Whether a page is a row of posts: it says so to machines, or lines of one shape that give a date stand above what stays of it, one above each post. */
export function isThread(page: Page, marks: Marks): boolean {
  if (declares(page, /\bDiscussionForumPosting\b/)) return true;
  const posts = new Map<number | string, number>();
  let stamp: number | string | null = null;
  for (const line of page.lines) {
    const mark = marks[line.index] ?? null;
    if (mark !== null && isDated(line.shadow)) stamp = shapeOf(line, page.markup);
    else if (mark === null && stamp !== null && line.text !== '') {
      posts.set(stamp, (posts.get(stamp) ?? 0) + 1);
      stamp = null;
    }
  }
  return [...posts.values()].some((count) => count >= POSTS);
}

function shapeOf({ shadow, features }: PageLine, markup: boolean): number | string {
  return markup ? (features.shape ?? 0) : kindOf(shadow);
}

function declares({ meta }: Page, type: RegExp): boolean {
  return meta.some(({ name, value }) => name === 'json-ld:@type' && type.test(value));
}
