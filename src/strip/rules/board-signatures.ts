import type { Page } from '../page.ts';
import type { Marks } from './match-lines.ts';

/** What a board prints below an article, in match form: where it was sent from. Or an archive below a message. */
const FOOT = /^※\s?(?:发信站|来源)\s?:/;
/** What stands above the author's signature. */
const DASHES = '--';
/** Maximum number of lines of a signature, its dashes included: boards allow six. */
const MAX_LINES = 8;

/** Indices of the lines of signatures: from a line of two dashes down to what a board or an archive of mail prints below the text. */
export function boardSignatures(page: Page, marks: Marks): readonly number[] {
  const lines = page.lines.filter(({ text }) => text !== '');
  return lines.flatMap(({ index, matchForm }, at) => {
    const mark = marks[index];
    if (mark !== 'mailing-list' && !(mark === 'bulletin-board' && FOOT.test(matchForm))) return [];
    const above = lines.slice(Math.max(0, at - MAX_LINES), at);
    const dashes = above.findLastIndex((line) => line.matchForm === DASHES);
    return dashes < 0 ? [] : above.slice(dashes).map((line) => line.index);
  });
}
