import { lettersOf } from '../../text/letters.ts';
import { ENTRIES, LABELS } from './menu-vocabulary.ts';
import { occursAt } from '../rules/word-index.ts';
import { columnOf } from './column.ts';
import type { Column } from './column.ts';
import { lazily } from './lazily.ts';
import type { LineUnits } from './line-units.ts';

const entries: ReadonlySet<string> = new Set(ENTRIES);

/** Maximum length of a line that is looked up, in UTF-16 units. */
const MAX_ENTRY_UNITS = 12;

/** Whether a line is a menu entry, ignoring ornaments such as bullets, brackets, arrows and spaces. */
export function isEntry(matchForm: string): boolean {
  if (matchForm.length === 0 || matchForm.length > MAX_ENTRY_UNITS) return false;
  const letters = lettersOf(matchForm);
  return entries.has(letters) || (letters !== matchForm && entries.has(matchForm));
}

/** Length of the line prefix searched for menu words, in UTF-16 units. */
const MAX_PREFIX_UNITS = 120;
/** Minimum and maximum length of a word searched for inside a line, in UTF-16 units. */
const MIN_WORD_UNITS = 2;
const MAX_WORD_UNITS = 8;

/** Words that may occur inside a line. */
interface Words {
  /** For each bigram, hashed to 16 bits, the index in `groups` of the words that begin with it; 0 if none does. */
  readonly group: Uint16Array;
  /** Words by their first bigram, longest first. */
  readonly groups: readonly (readonly string[])[];
}

const menuWords = lazily((): Words => {
  const fit = [...ENTRIES, ...LABELS].filter(({ length }) => length >= MIN_WORD_UNITS && length <= MAX_WORD_UNITS);
  const group = new Uint16Array(0x10000);
  const groups: string[][] = [[]];
  for (const word of fit.sort((a, b) => b.length - a.length)) {
    const beginning = bigramHash(word.charCodeAt(0), word.charCodeAt(1));
    group[beginning] ||= groups.push([]) - 1;
    groups[group[beginning] ?? 0]?.push(word);
  }
  return { group, groups };
});

function bigramHash(first: number, second: number): number {
  return (Math.imul(first, 0x9e37) ^ second) & 0xffff;
}

/** Share of each line's Chinese characters covered by menu words, from 0 to 1; 0 without Chinese characters. */
export function menuShares({ units, starts }: LineUnits): Column {
  return columnOf(starts.length - 1, (line) => menuShare(units, starts[line] ?? 0, starts[line + 1] ?? 0));
}

function menuShare(units: Uint16Array, start: number, end: number): number {
  const { group, groups } = menuWords();
  const last = Math.min(end, start + MAX_PREFIX_UNITS);
  let [chinese, covered] = [0, 0];
  for (let at = start; at < last;) {
    const code = units[at] ?? 0;
    if (code < 0x3400 || code >= 0xa000) {
      at++;
      continue;
    }
    const words = group[bigramHash(code, units[at + 1] ?? 0)] ?? 0;
    const size = words === 0 ? 0 : lengthOfFirst(groups[words] ?? [], units, at, end);
    covered += size;
    chinese += Math.max(1, size);
    at += Math.max(1, size);
  }
  return covered / Math.max(1, chinese);
}

/** Length of the first of the words that occurs at an offset; 0 if none does. */
function lengthOfFirst(words: readonly string[], units: Uint16Array, at: number, end: number): number {
  for (const word of words) if (occursAt(word, units, at, end)) return word.length;
  return 0;
}

const DATE_OR_TIME = /(?:19|20)\d\d\s*[-年/.]\s*\d{1,2}|\d{1,2}:\d\d|\d{1,2}月\d{1,2}日|(?:小时|分钟|天)前/;

/** Whether a line is short and gives a date or time, as those beside headlines and author names do. */
export function isDated(matchForm: string): boolean {
  return matchForm.length <= 60 && DATE_OR_TIME.test(matchForm);
}
