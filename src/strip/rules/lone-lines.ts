import type { Page } from '../page.ts';
import { keepSignatures } from './signatures.ts';

/** Rules that know a line by its form and its place alone: any word of two or three characters may be a name, many end as a paper does. */
const BY_FORM: ReadonlySet<string> = new Set(['byline-names', 'outlet']);
/** Rules whose lines, near by, say that this is where a page tells of its article. */
const TELLING: ReadonlySet<string> = new Set(
  'time-label time-source date date-part source reporter byline editor read-count page-tools share comments'.split(' '),
);
/** A full name with a surname that one in a hundred has or more; in a heading it is a word. */
const NAME = /^[王李张刘陈杨黄赵吴周徐孙朱胡郭林罗郑梁谢宋唐许韩冯邓曹彭曾肖董袁潘蒋蔡]\p{Script=Han}{2}$/u;
/** How near, in lines with something on them. */
const MAX_DISTANCE_LINES = 4;

/** Takes back names and papers alone on a line where nothing near by tells of the article, as in a manual, and the dates of signatures. `marks` is changed. */
export function withoutLone(page: Page, marks: (string | null)[], firstProse: number): void {
  keepSignatures(page, marks, firstProse);
  const found = page.lines.filter(({ index }) => BY_FORM.has(marks[index] ?? ''));
  if (found.length === 0) return;
  const full = page.lines.filter(({ text }) => text !== '').map(({ index }) => index);
  for (const { index, matchForm, features } of found) {
    if (features.heading === 0 && NAME.test(matchForm)) continue;
    const at = full.indexOf(index);
    const near = full.slice(Math.max(0, at - MAX_DISTANCE_LINES), at + MAX_DISTANCE_LINES + 1);
    if (!near.some((line) => TELLING.has(marks[line] ?? ''))) marks[index] = null;
  }
}
