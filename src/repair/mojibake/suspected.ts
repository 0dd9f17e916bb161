import { holds, MISREAD_BYTE } from '../../text/character-classes.ts';
import { remembering } from '../../text/memoize-last.ts';
import { visitLines } from '../../text/lines.ts';
import { isHanUnit, textCost } from '../decoder/language-model.ts';
import { oddness } from './oddness.ts';
import { isRareAt, mayCluster } from './rare-han.ts';

/** Whether any line of a repaired text still looks like mojibake. */
export function hasSuspectedMojibake(text: string): boolean {
  if (!holds(text, MISREAD_BYTE) && !mayCluster(text)) return false;
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
  (line) => isOddWestern(line) || (mayCluster(line) && isOddHan(line)),
);

/**
 * What a misreading as a single-byte encoding leaves: unbroken European letters, signs and marks, without the quotation marks of Chinese.
 * Phonetic letters are in no such encoding.
 */
const STRETCH =
  /[\u0080-\u017f\u0192\u01a0\u01a1\u01af\u01b0\u02c6\u02c7\u02d8-\u02dd\u0370-\u04ff\u2010-\u2017\u2020-\u202f\u2122\u2200-\u22ff\u2500-\u259f]{4,}/g;
const MIN_ODDNESS_PER_UNIT = 4.5;
const MIN_TOTAL_ODDNESS = 30;

function isOddWestern(line: string): boolean {
  let cost = 0;
  let count = 0;
  for (const stretch of line.match(STRETCH) ?? []) {
    const odd = oddness(stretch, '', '');
    if (odd < MIN_ODDNESS_PER_UNIT * stretch.length) continue;
    cost += odd;
    count += stretch.length;
  }
  return count > 0 && cost >= MIN_TOTAL_ODDNESS;
}

/** Least number of Han characters; half of them must be rare, and hardly any part of a word. */
const MIN_HAN = 4;
/** Least cost per character, in nats: about 5 in clean text, 15 for characters not in the dictionary. */
const MIN_UNREADABLE_COST = 11.5;

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
  return han.length >= MIN_HAN && 2 * rare >= han.length && textCost(han) >= MIN_UNREADABLE_COST * han.length;
}
