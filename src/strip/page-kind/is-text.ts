import { isLink } from '../../text/lines.ts';
import type { PageLine } from '../page.ts';
import { isOutput } from './log.ts';

/** Minimum length of a sentence in Latin script, in UTF-16 units. */
const LATIN_SENTENCE = 60;

/** Minimum length of a truncated sentence, in UTF-16 units. */
const TEASER = 16;

/** Whether a line is running text in any language and not a link. */
export function isText(line: PageLine): boolean {
  const { prose, matchForm, text, features } = line;
  if (features.linkLength > 0 && text.includes('\t')) return false; // A row of a table, with a headline in a cell.
  if (isOutput(line)) return false;
  if (prose) return true;
  if (isLink(line)) return false;
  if (text.length >= TEASER && /(?:\.{3}|…)$/.test(matchForm)) return true;
  return text.length >= LATIN_SENTENCE && /[a-z][,.] /.test(matchForm) && /[.!?:]["')]?$/.test(matchForm);
}

/** Shortest link that can be a headline, in UTF-16 units. */
const HEADLINE = 6;
/** Longest row of a list, in UTF-16 units: headline, author, counts and date. */
const ROW = 120;

/** Whether a line is a link, or a row of a list with a link. */
export function isLinked(line: PageLine): boolean {
  const { linkLength } = line.features;
  if (isLink(line)) return true;
  return linkLength >= HEADLINE && line.text.length <= ROW && !isText(line);
}
