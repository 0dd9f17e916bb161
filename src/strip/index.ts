import type { Document, Removal } from '../types.ts';
import { outsideBody } from './body.ts';
import { pageOf } from './page.ts';

/** What is the site's and not the article's: at most one whole-line removal a line, in line order. `off` names rules that do not run. */
export function findBoilerplate(document: Document, off: ReadonlySet<string>): readonly Removal[] {
  const page = pageOf(document);
  const marks = page.lines.map(() => null);
  const outside = off.has('outside-body') ? new Set<number>() : outsideBody(page, marks, null);
  return [...outside].map((line) => ({ rule: 'outside-body', line, part: null }));
}

/** The anchored rules, in the order they are asked. */
export const lineRules: readonly { name: string; summary: string; removes: readonly string[] }[] = [];
