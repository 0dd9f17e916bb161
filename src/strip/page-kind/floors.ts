import { isDated } from '../body/menu-words.ts';
import type { Page, PageLine } from '../page.ts';
import type { Marks } from '../rules/match-lines.ts';

/** The number of a post as forums print it, in match form: `2#`, `#3`, `12楼 2016-05-06 08:00`. */
const FLOOR = /(?:^|[^\d.])(\d{1,5})\s?(?:楼(?!\p{L}{2})|#(?!\d))|(?:^|\P{L})#\s?(\d{1,5})(?!\d)/u;
const WORDS: ReadonlyMap<string, number> = new Map([
  ['楼主', 1],
  ['沙发', 2],
  ['板凳', 3],
  ['地板', 4],
]);
/** Longest such line, in UTF-16 units, and the distance at which the time of the post stands. */
const MAX_FLOOR_UNITS = 60;
const MAX_DISTANCE = 3;
/** Minimum number of posts. */
const MIN_FLOORS = 2;

/** Whether numbers of posts go up one by one, each beside a time, with text between. */
export function hasFloors(page: Page, marks: Marks): boolean {
  let [count, last, hasText] = [0, -1, false];
  for (const line of page.lines) {
    const floor = floorIn(line);
    if (floor === null || !isBesideTime(page, line)) {
      hasText ||= marks[line.index] === null && line.text !== '';
      continue;
    }
    if (floor === last + 1 && hasText) count++;
    else if (floor !== last) count = 0;
    if (count + 1 >= MIN_FLOORS) return true;
    [last, hasText] = [floor, false];
  }
  return false;
}

function floorIn({ matchForm, prose }: PageLine): number | null {
  if (prose || matchForm.length > MAX_FLOOR_UNITS || /[。;]/.test(matchForm)) return null;
  const word = WORDS.get(matchForm);
  if (word !== undefined) return word;
  const match = FLOOR.exec(matchForm);
  return match === null ? null : Number(match[1] ?? match[2]);
}

function isBesideTime({ lines }: Page, { index }: PageLine): boolean {
  return lines
    .slice(Math.max(0, index - MAX_DISTANCE), index + MAX_DISTANCE + 1)
    .some(({ matchForm, prose }) => !prose && matchForm.length <= MAX_FLOOR_UNITS && isDated(matchForm));
}
