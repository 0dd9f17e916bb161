import { lettersOf } from '../../text/letters.ts';
import { ENTRIES, LABELS } from './menu-vocabulary.ts';
import { wordAt } from '../rules/longest-word.ts';

const entries: ReadonlySet<string> = new Set(ENTRIES);

/** Longest line that is looked up, in UTF-16 units. */
const LONGEST = 12;

/** True if a line is an entry of a menu, ornaments aside: bullets, brackets, arrows, spaces. */
export function isEntry(shadow: string): boolean {
  if (shadow.length === 0 || shadow.length > LONGEST) return false;
  return entries.has(shadow) || entries.has(lettersOf(shadow));
}

/** Only so much of a line is looked at for words of menus, in UTF-16 units. */
const SEEN = 120;
/** Shortest and longest word that is looked for inside a line. */
const SHORTEST_WORD = 2;
const LONGEST_WORD = 8;

/** Words that may stand inside a line. */
interface Words {
  readonly all: ReadonlySet<string>;
  /** For each pair of UTF-16 units, folded to 16 bits, how long a word may be that begins with it; 0 where none does. */
  readonly longest: Uint8Array;
}

let known: Words | null = null;

function menuWords(): Words {
  if (known !== null) return known;
  const fit = [...ENTRIES, ...LABELS].filter(({ length }) => length >= SHORTEST_WORD && length <= LONGEST_WORD);
  const longest = new Uint8Array(0x10000);
  for (const word of fit) {
    const beginning = folded(word, 0);
    longest[beginning] = Math.max(word.length, longest[beginning] ?? 0);
  }
  known = { all: new Set(fit), longest };
  return known;
}

function folded(text: string, at: number): number {
  return (Math.imul(text.charCodeAt(at), 0x9e37) ^ text.charCodeAt(at + 1)) & 0xffff;
}

/** Share of a line's Chinese characters that words of menus make up, from 0 to 1; 0 where there are none. */
export function menuShare(shadow: string): number {
  const { all, longest } = menuWords();
  const end = Math.min(shadow.length, SEEN);
  let [chinese, covered] = [0, 0];
  for (let at = 0; at < end;) {
    const code = shadow.charCodeAt(at);
    if (code < 0x3400 || code >= 0xa000) {
      at++;
      continue;
    }
    const size = wordAt(all, shadow, at, longest[folded(shadow, at)]);
    covered += size;
    chinese += Math.max(1, size);
    at += Math.max(1, size);
  }
  return covered / Math.max(1, chinese);
}

const MOMENT = /(?:19|20)\d\d\s*[-年/.]\s*\d{1,2}|\d{1,2}:\d\d|\d{1,2}月\d{1,2}日|(?:小时|分钟|天)前/;

/** True if a short line gives a date or a time, as those beside headlines and names do. */
export function isDated(shadow: string): boolean {
  return shadow.length <= 60 && MOMENT.test(shadow);
}
