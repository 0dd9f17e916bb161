import { matchFormOf } from '../../text/match-form.ts';
import { headlineParts } from '../../text/page-title.ts';
import { isLink, lengthOf } from '../../text/lines.ts';
import type { Page, PageLine } from '../page.ts';
import type { Marks } from '../rules/match-lines.ts';
import type { Head } from './headline.ts';
import { isText } from './is-text.ts';
import { noticeIn } from './notices.ts';

/** Most other text beside a notice, in UTF-16 units: with more, the notice is quoted by an article. */
const BESIDE = 80;
/** The same for weak notices, such as a login prompt below an article. */
const BESIDE_WEAK = 20;
/** Most other lines that are not running text beside a notice, such as advice and buttons, in UTF-16 units. */
const REST = 200;

/** Whether a page is only a message to its reader: an error, a redirect, a login or cookie wall. */
export function isNotice(page: Page, marks: Marks, { printed, told }: Head): boolean {
  const lines = page.lines.filter((line) => isSaid(line, marks));
  const said = lines.map(({ matchForm }) => noticeIn(matchForm));
  const sure = said.includes(2) || nameIsNotice(page);
  if (!sure && !said.includes(1)) return false;
  const others = lines.filter((_, i) => said[i] === 0);
  const text = lengthOf(others.filter(isText));
  const rest = lengthOf(others.filter((line) => !isText(line) && marks[line.index] === null));
  if (rest >= REST || (printed && told && !sure)) return false;
  return text < (sure && !(printed && told) ? BESIDE : BESIDE_WEAK);
}

/** Whether the page's title is a notice, such as `404` or `提示信息`. */
function nameIsNotice({ meta }: Page): boolean {
  const name = meta.find((item) => item.name === 'title')?.value ?? '';
  return headlineParts(name).some((part) => noticeIn(matchFormOf(part)) === 2);
}

/** Whether a line is neither a link nor known boilerplate. */
function isSaid(line: PageLine, marks: Marks): boolean {
  const mark = marks[line.index] ?? null;
  return line.text !== '' && !isLink(line) && (mark === null || OPEN.has(mark));
}

/** Rules whose lines may still be a notice: those that match by place, and login prompts. */
const OPEN: ReadonlySet<string> = new Set(
  'outside-body title kicker subtitle login advertisement-mark page-tools'.split(' '),
);
