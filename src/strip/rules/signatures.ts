import { isBareDate } from './recurring-lines.ts';
import type { Page, PageLine } from '../page.ts';

/** Endings of the names of organizations that sign documents. */
const ORGAN = /(?:[府院厅局部委办会署室处社校站所队行]|人大|中心|公司|大学|集团)(?:\([^()]{1,12}\))?$/;
const MAX_LINE_UNITS = 40;
/** Closing line of an author: when and where the text was written. */
const WRITTEN =
  /^[^\w\u4e00-\u9fff]{0,3}(?:(?:初稿|定稿|脱稿|[写作记草改])\s?[于:]?\s?)?(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?[,\s]{0,2}[\u4e00-\u9fff]{0,4}(?<!发布|发表|更新|编辑|创建|最后)于\s?[\u4e00-\u9fff·]{2,10}[^\w\u4e00-\u9fff]{0,2}$/;

/** Minimum number of lines directly above it, without headings. */
const CLOSED = 2;

/** Whether a line is an author's closing line, with date and place. */
export function isClosing({ matchForm, features }: PageLine): boolean {
  return matchForm.length <= MAX_LINE_UNITS && features.linkLength === 0 && WRITTEN.test(matchForm);
}

/** Longest way from the last line of the body to the date below it, in lines. */
const MAX_SIGNATURE_LINES = 4;

/** Indices of the lines that sign a document, from the last kept line to the date below the name of an organization; they are neither links nor matched by rules. */
export function signatureOf(page: Page, marks: readonly (string | null)[]): readonly number[] {
  const lines = page.lines.filter(({ text }) => text !== '');
  const last = lines.findLastIndex(({ index, prose }) => prose && marks[index] === null);
  if (last < 0) return [];
  const below = lines.slice(last + 1, last + 1 + MAX_SIGNATURE_LINES);
  const date = below.findIndex(
    ({ matchForm }, at) => isBareDate(matchForm) && at > 0 && ORGAN.test(below[at - 1]?.matchForm ?? ''),
  );
  const signature = below.slice(0, date + 1);
  const isOwn = signature.every(
    ({ index, matchForm, features }) =>
      matchForm.length <= MAX_LINE_UNITS &&
      features.linkLength === 0 &&
      [null, 'outside-body'].includes(marks[index] ?? null),
  );
  return isOwn ? signature.map(({ index }) => index) : [];
}

/** Unmarks the date below the name of an organization after a document, which is its signature, even if an attachment follows, and the closing lines of authors. `marks` is changed. */
export function keepSignatures(page: Page, marks: (string | null)[], firstProse: number): void {
  const lines = page.lines.filter(({ text }) => text !== '');
  lines.forEach((line, at) => {
    if (marks[line.index] !== 'date' || !isClosing(line)) return;
    const above = lines.slice(Math.max(0, at - CLOSED), at);
    if (
      above.length === CLOSED &&
      above.every(({ index, features }) => marks[index] === null && features.heading === 0)
    )
      marks[line.index] = null;
  });
  lines.forEach((line, at) => {
    const above = lines[at - 1];
    if (marks[line.index] !== 'date' || line.index < firstProse || above === undefined || !isBareDate(line.matchForm))
      return;
    const signs =
      marks[above.index] === null && above.matchForm.length <= MAX_LINE_UNITS && ORGAN.test(above.matchForm);
    if (signs && above.features.linkLength === 0) marks[line.index] = null;
  });
}
