import { holds, MISREAD_BYTE } from '../../text/character-classes.ts';
import { remembering } from '../../text/memoize-last.ts';
import { visitLines } from '../../text/lines.ts';
import { isHanUnit, textCost } from '../decoder/language-model.ts';
import { oddness } from './oddness.ts';
import { isRareAt, mayCrowd } from './rare-han.ts';

/** Whether some line of a repaired text looks misread still. */
export function hasSuspectedMojibake(text: string): boolean {
  if (!holds(text, MISREAD_BYTE) && !mayCrowd(text)) return false;
  let found = false;
  visitLines(text, (start, end) => {
    found ||= isSuspectedMojibake(text.slice(start, end));
  });
  return found;
}

/**
 * A line that no repair could read, and that no writer wrote: characters that do not stand together in any language. Conversion asks
 * again what the warning asked.
 */
export const isSuspectedMojibake: (line: string) => boolean = remembering(
  (line) => isOddWestern(line) || (mayCrowd(line) && isOddHan(line)),
);

/**
 * What a misreading as a single-byte set leaves: letters, signs and marks of Europe without a gap, quotation marks of Chinese aside.
 * Phonetic letters are in no such set.
 */
const STRETCH =
  /[\u0080-\u017f\u0192\u01a0\u01a1\u01af\u01b0\u02c6\u02c7\u02d8-\u02dd\u0370-\u04ff\u2010-\u2017\u2020-\u202f\u2122\u2200-\u22ff\u2500-\u259f]{4,}/g;
const MOST_ODD = 4.5;
const MOST_ODD_IN_ALL = 30;

function isOddWestern(line: string): boolean {
  let cost = 0;
  let count = 0;
  for (const stretch of line.match(STRETCH) ?? []) {
    const odd = oddness(stretch, '', '');
    if (odd < MOST_ODD * stretch.length) continue;
    cost += odd;
    count += stretch.length;
  }
  return count > 0 && cost >= MOST_ODD_IN_ALL;
}

/** So many Han characters, of which half are rare, and none of them part of a word. */
const FEWEST = 4;
/** Per character; clean text has about 5, and characters that the dictionary lacks cost 15. */
const UNREADABLE = 11.5;

const KANA = /[\u3041-\u3096\u30a1-\u30fa].*[\u3041-\u3096\u30a1-\u30fa]/;

function isOddHan(line: string): boolean {
  if (KANA.test(line)) return false;
  let han = '';
  let rare = 0;
  for (let i = 0; i < line.length; i++) {
    const unit = line.charCodeAt(i);
    if (!isHanUnit(unit)) continue;
    han += line[i] ?? '';
    if (isRareAt(line, i)) rare++;
  }
  return han.length >= FEWEST && 2 * rare >= han.length && textCost(han) >= UNREADABLE * han.length;
}
