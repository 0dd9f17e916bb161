import type { Page } from '../page.ts';
import { lineRulesThat, tellsAny } from './index.ts';
import { keepSignatures } from './signatures.ts';

/** Rules that match by form and place alone: any word of two or three characters may be a name, and many words end like a newspaper's name. */
const BY_FORM = lineRulesThat(({ byForm }) => byForm === true);
/** Rules whose lines nearby confirm that this is the byline area of an article. */
const BYLINE_RULES = lineRulesThat(
  (rule) => rule.byForm !== true && tellsAny(rule, 'time', 'date', 'date-part', 'source', 'author', 'editor', 'use'),
);
/** A full name with a surname shared by at least one person in a hundred; in a heading it is taken for a word. */
const NAME = /^[王李张刘陈杨黄赵吴周徐孙朱胡郭林罗郑梁谢宋唐许韩冯邓曹彭曾肖董袁潘蒋蔡]\p{Script=Han}{2}$/u;
/** Largest distance, in non-empty lines. */
const MAX_DISTANCE_LINES = 4;

/** Unmarks lone names and outlets without other byline lines nearby, as in manuals, and the dates of signatures. `marks` is changed. */
export function withoutLone(page: Page, marks: (string | null)[], firstProse: number): void {
  keepSignatures(page, marks, firstProse);
  const found = page.lines.filter(({ index }) => BY_FORM.has(marks[index] ?? ''));
  if (found.length === 0) return;
  const full = page.lines.filter(({ text }) => text !== '').map(({ index }) => index);
  for (const { index, matchForm, features } of found) {
    if (features.heading === 0 && NAME.test(matchForm)) continue;
    const at = full.indexOf(index);
    const near = full.slice(Math.max(0, at - MAX_DISTANCE_LINES), at + MAX_DISTANCE_LINES + 1);
    if (!near.some((line) => BYLINE_RULES.has(marks[line] ?? ''))) marks[index] = null;
  }
}
