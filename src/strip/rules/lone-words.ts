import { isEntry } from '../body/menu-words.ts';
import { isLink } from '../../text/lines.ts';
import type { Page, PageLine } from '../page.ts';
import { lineRulesThat, tellsAny } from './index.ts';
import type { Marks } from './match-lines.ts';

/** Rules for buttons, which match any line of nothing but their words. */
const BUTTONS = lineRulesThat((rule) => rule.vocabulary !== undefined && tellsAny(rule, 'use'));
/** Elements of texts, besides headings; none for a line without markup. */
const PARTS: ReadonlySet<string> = new Set(['', 'p', 'li', 'dt', 'dd', 'td', 'th']);
/** One word, which may be an item of a list. */
const WORD = /^(?:[*•·-]\s{1,3})?\p{Script=Han}{2,4}$/u;
/** Buttons stand beside others, in non-empty lines. */
const REACH = 2;

/**
 * Unmarks a single word such as 复制 or 空间 that is no link and has no link, menu entry or other line of the site nearby: it may be a
 * step of instructions, an item of a list or the end of a wrapped sentence. `marks` is changed.
 */
export function withoutLoneWords({ lines }: Page, marks: Marks): void {
  const full = lines.filter(({ text }) => text !== '');
  const lone = full.filter((line, at) => {
    if (!BUTTONS.has(marks[line.index] ?? '') || !isWord(line)) return false;
    const near = full.slice(Math.max(0, at - REACH), at + REACH + 1);
    return near.every((other) => other === line || isOwn(other, marks));
  });
  for (const { index } of lone) marks[index] = null;
}

function isWord({ matchForm, features: { tag, heading, linkLength } }: PageLine): boolean {
  return WORD.test(matchForm) && linkLength === 0 && (heading > 0 || PARTS.has(tag));
}

function isOwn(line: PageLine, marks: Marks): boolean {
  return marks[line.index] === null && !isLink(line) && !isEntry(line.matchForm);
}
