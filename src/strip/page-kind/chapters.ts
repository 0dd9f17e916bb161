import { isLink } from '../../text/lines.ts';
import type { Page } from '../page.ts';

const CHAPTER = /^(?:第\s?[\d零〇一二三四五六七八九十百千两]{1,9}\s?[章回节卷集话部篇]|(?:chapter|vol)\.?\s?\d)/iu;
/** Minimum number of chapters in a table of contents. */
const MIN_CHAPTERS = 8;
/** Minimum share of chapters among the links or, without markup, among the lines. */
const MIN_CHAPTER_SHARE = 0.5;

/** Whether a page is the table of contents of a book: mostly links to chapters or, without markup, chapter titles. */
export function isChapterList({ lines, markup }: Page): boolean {
  let [chapters, others] = [0, 0];
  for (const line of lines) {
    const { matchForm, text } = line;
    if (text === '' || (markup && !isLink(line))) continue;
    if (text.length <= MAX_CHAPTER_UNITS && CHAPTER.test(matchForm)) chapters++;
    else others++;
  }
  return chapters >= MIN_CHAPTERS && chapters >= MIN_CHAPTER_SHARE * (chapters + others);
}

/** Longest chapter title, in UTF-16 units. */
const MAX_CHAPTER_UNITS = 60;
