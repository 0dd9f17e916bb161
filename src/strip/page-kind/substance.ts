import { isDated } from '../body/menu-words.ts';
import { isLink } from '../../text/lines.ts';
import type { Page, PageLine } from '../page.ts';
import type { Marks } from '../rules/match-lines.ts';
import { ROLE } from './entries.ts';
import type { Entries } from './entries.ts';
import { isText } from './is-text.ts';
import { isOutput } from './log.ts';

/** Amount of text on a page, in UTF-16 units, counting only lines that strip keeps. */
export interface Substance {
  /** Running text, without links and descriptions of other pages. */
  readonly text: number;
  /** Other lines without links: verses, names, table rows; no dates and counts. */
  readonly rest: number;
  /** Running text of descriptions of other pages. */
  readonly cards: number;
  /** Longest run of lines of one shape without links, such as verses, names and steps. */
  readonly run: number;
  /** Number of lines of running text. */
  readonly pieces: number;
}

/** `headline` is the index of the headline, or -1; lines above it do not count towards `rest`. */
export function substanceOf(page: Page, marks: Marks, { roles }: Entries, headline: number): Substance {
  let [text, rest, cards, run, longest, pieces] = [0, 0, 0, 0, 0, 0];
  let before: PageLine | null = null;
  for (const line of page.lines) {
    const { length } = line.text;
    if (length === 0) continue;
    const role = roles[line.index] ?? ROLE.none;
    const own = marks[line.index] === null && role === ROLE.none && !isLink(line) && !isOutput(line);
    const verse = own && length >= VERSE && WORDS.test(line.matchForm) && !isDated(line.matchForm);
    run = verse && before?.features.shape === line.features.shape ? run + 1 : verse ? 1 : 0;
    longest = Math.max(longest, run);
    before = line;
    if (own && isText(line)) {
      text += LEGAL.test(line.matchForm) ? 0 : length;
      pieces++;
    } else if (own && line.index > headline && WORDS.test(line.matchForm) && !isDated(line.matchForm)) rest += length;
    else if (role === ROLE.card && marks[line.index] === null && isText(line)) cards += length;
  }
  return { text, rest, cards, run: longest, pieces };
}

/** Shortest verse or name, in UTF-16 units: shorter lines are tabs and counts. */
const VERSE = 4;
/** Legal notices and browser advice of a site. */
const LEGAL =
  /本(?:网站|站|网)[^。]{0,40}(?:版权|转载|责任|声明|所有)|(?:最佳|建议)[^。]{0,8}(?:浏览|分辨率|解析度)|著作权|免责/;
/** Words of any language. */
const WORDS = /\p{Script=Han}{2}|\p{L}{4}/u;
