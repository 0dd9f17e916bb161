import { lettersOf } from '../../text/letters.ts';
import { ENTRIES, LABELS } from './menu-vocabulary.ts';
import { wordAt } from '../rules/longest-word.ts';

const entries: ReadonlySet<string> = new Set(ENTRIES);

/** Maximum length of a line that is looked up, in UTF-16 units. */
const MAX_ENTRY_UNITS = 12;

/** Whether a line is a menu entry, ignoring ornaments such as bullets, brackets, arrows and spaces. */
export function isEntry(matchForm: string): boolean {
  if (matchForm.length === 0 || matchForm.length > MAX_ENTRY_UNITS) return false;
  return entries.has(matchForm) || entries.has(lettersOf(matchForm));
}

/** Length of the line prefix searched for menu words, in UTF-16 units. */
const MAX_PREFIX_UNITS = 120;
/** Minimum and maximum length of a word searched for inside a line, in UTF-16 units. */
const MIN_WORD_UNITS = 2;
const MAX_WORD_UNITS = 8;

/** Words that may occur inside a line. */
interface Words {
  readonly all: ReadonlySet<string>;
  /** For each bigram, hashed to 16 bits, the maximum length of a word that begins with it; 0 if none does. */
  readonly longest: Uint8Array;
}

let known: Words | null = null;

function menuWords(): Words {
  if (known !== null) return known;
  const fit = [...ENTRIES, ...LABELS].filter(({ length }) => length >= MIN_WORD_UNITS && length <= MAX_WORD_UNITS);
  const longest = new Uint8Array(0x10000);
  for (const word of fit) {
    const beginning = bigramHash(word, 0);
    longest[beginning] = Math.max(word.length, longest[beginning] ?? 0);
  }
  known = { all: new Set(fit), longest };
  return known;
}

function bigramHash(text: string, at: number): number {
  return (Math.imul(text.charCodeAt(at), 0x9e37) ^ text.charCodeAt(at + 1)) & 0xffff;
}

/** Share of a line's Chinese characters covered by menu words, from 0 to 1; 0 without Chinese characters. */
export function menuShare(matchForm: string): number {
  const { all, longest } = menuWords();
  const end = Math.min(matchForm.length, MAX_PREFIX_UNITS);
  let [chinese, covered] = [0, 0];
  for (let at = 0; at < end;) {
    const code = matchForm.charCodeAt(at);
    if (code < 0x3400 || code >= 0xa000) {
      at++;
      continue;
    }
    const size = wordAt(all, matchForm, at, longest[bigramHash(matchForm, at)]);
    covered += size;
    chinese += Math.max(1, size);
    at += Math.max(1, size);
  }
  return covered / Math.max(1, chinese);
}

const DATE_OR_TIME = /(?:19|20)\d\d\s*[-年/.]\s*\d{1,2}|\d{1,2}:\d\d|\d{1,2}月\d{1,2}日|(?:小时|分钟|天)前/;

/** Whether a line is short and gives a date or time, as those beside headlines and author names do. */
export function isDated(matchForm: string): boolean {
  return matchForm.length <= 60 && DATE_OR_TIME.test(matchForm);
}
