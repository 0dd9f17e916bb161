import { holds, LOST, MISREAD_BYTE } from '../../text/character-classes.ts';
import { remembering } from '../../text/memoize-last.ts';
import { visitLines } from '../../text/lines.ts';
import { simplifyCharacters } from '../../text/simplify.ts';
import { isPersonName } from '../../text/surnames.ts';
import { isHanUnit } from '../decoder/language-model.ts';
import { oddness } from './oddness.ts';
import { areInOrder, likeliest } from './readings.ts';
import { hasLostSign, hasMisreadLine } from './misread-lines.ts';
import { readsAsJapanese } from './reads-as-japanese.ts';
import { countRare } from './rare-han.ts';
import { mayCluster } from './survey.ts';
import { isInOrderOf } from './table-order.ts';
import { hasTornBoxes } from './torn-boxes.ts';

/** Whether any line of a repaired text still looks like mojibake. */
export function hasSuspectedMojibake(text: string): boolean {
  if (hasMisreadLine(text)) return true;
  if (!holds(text, MISREAD_BYTE | LOST) && !mayCluster(text)) return false;
  let found = false;
  visitLines(text, (start, end) => {
    const line = text.slice(start, end);
    found ||= isOdd(line) || hasLostSign(line);
  });
  return found;
}

/**
 * A line that no repair could read, and that no writer wrote: characters that do not stand together in any language. Conversion asks
 * again what the warning asked.
 */
export const isSuspectedMojibake: (line: string) => boolean = remembering(
  (line) => isOdd(line) || hasMisreadLine(line),
);

function isOdd(line: string): boolean {
  return (
    isOddWestern(line) ||
    hasTornBoxes(line) ||
    BROKEN_UTF8.test(line) ||
    ((mayCluster(line) || line.includes('\ufffd')) && isOddHan(line))
  );
}

/**
 * What a misreading as a single-byte encoding leaves: unbroken European letters, signs and marks, without the quotation marks of Chinese.
 * Phonetic letters are in no such encoding.
 */
const STRETCH =
  /[\u0080-\u017f\u0192\u01a0\u01a1\u01af\u01b0\u02c6\u02c7\u02d8-\u02dd\u0370-\u04ff\u2010-\u2017\u2020-\u202f\u2122\u2200-\u22ff\u2500-\u259f]{4,}/g;
/** A character in UTF-8 between others of which the bytes that Latin-1 shows as controls were dropped: `æä»¶å` is 文件名. */
const BROKEN_UTF8 = /[\u00e3-\u00e9][\u00e4-\u00e9][\u00a1-\u00bf]{2}[\u00e3-\u00e9]/;
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

/** Least number of Han characters; in fewer than `MIN_WINDOW` half must be rare, and hardly any part of a word. */
const MIN_HAN = 4;
/** Least cost per character, in nats: about 5 in clean text, 15 for characters not in the dictionary. */
const CLEAN_COST = 5;
/**
 * Han characters examined together, and how odd they must be: their share of rare characters, and a tenth for each nat beyond clean text. Of 14,000
 * clean lines one has more than 1; of windows in UTF-8 or GBK that was misread, one in fifty has less than 1.15.
 */
const WINDOW = 16;
const MIN_WINDOW = 8;
const MIN_WINDOW_ODDNESS = 1.15;
/** Of the characters that are left in a window, at least one in so many is rare. */
const RARE_PER_HAN = 4;
/** Share of kana beside Han in Japanese; misread text has a few by chance. */
const KANA_PER_HAN = 0.25;
/** One lost character in so many, and kana are Japanese only if they form words. */
const LOST_PER_HAN = 6;

/** A short line with a comma for every few Han characters is a list; a misreading leaves no commas. */
const HAN_PER_ITEM = 5;
const MIN_LONG = 2 * WINDOW;

/** Clauses of a few characters each, as in classical verse; a misreading leaves no marks, least of all in such order. */
const VERSE = /^\s*(?:[\u3400-\u9fff]{3,7}[，。、；：？！][”』」]?){2,}\s*$/u;

function isOddHan(line: string): boolean {
  let han = '';
  let kana = 0;
  let [lost, marks] = [0, 0];
  for (let i = 0; i < line.length; i++) {
    const unit = line.charCodeAt(i);
    if (unit === 0xfffd) lost++;
    else if (unit === 0x3001 || unit === 0xff0c) marks++;
    else if (unit >= 0x3041 && unit <= 0x30fa) kana++;
    if (unit === 0xfffd || isHanUnit(unit)) han += line[i] ?? '';
  }
  if (isJapanese(line, kana, lost, han.length)) return false;
  if (lost === 0 && han.length < MIN_LONG && marks * HAN_PER_ITEM >= han.length) return false;
  if (lost === 0 && (isListOfNames(line) || VERSE.test(line))) return false;
  return hasOddWindow(han);
}

/** Names begin with one of few characters, and a list of them says more than how rare the others are. */
const NAMED_SHARE = 0.75;
const BETWEEN_NAMES = /[\s、，,;；/]/u;

function isListOfNames(line: string): boolean {
  if (!BETWEEN_NAMES.test(line)) return false;
  const items = simplifyCharacters(line).match(/[^\s、，,;；/]+/gu) ?? [];
  return items.length > 1 && items.filter(isPersonName).length >= NAMED_SHARE * items.length;
}

function isJapanese(line: string, kana: number, lost: number, han: number): boolean {
  if (kana < 2 || kana < KANA_PER_HAN * han) return false;
  return lost * LOST_PER_HAN < han || readsAsJapanese(line);
}

function hasOddWindow(han: string): boolean {
  for (let start = 0; start + MIN_WINDOW <= han.length; start += WINDOW) {
    const window = han.slice(start, start + WINDOW);
    const lost = window.split('\ufffd').length - 1;
    const rare = rareIn(window);
    // Characters lost among others that are common are no sign of a misreading.
    if (lost === 0 && isList(window)) continue;
    if (window.length - lost < MIN_HAN || RARE_PER_HAN * rare < window.length - lost) continue;
    const odd = (rare + lost) / window.length + (likeliest(window) / window.length - CLEAN_COST) / 10;
    if (odd >= MIN_WINDOW_ODDNESS) return true;
  }
  return false;
}

/** Characters of one radical are less than so many code points apart. */
const RADICAL_SPAN = 768;

/** A list of rare characters, in the order of a table or of one radical. */
function isList(han: string): boolean {
  let [low, high] = [Infinity, 0];
  for (let i = 0; i < han.length; i++) {
    low = Math.min(low, han.charCodeAt(i));
    high = Math.max(high, han.charCodeAt(i));
  }
  return areInOrder(han) || high - low < RADICAL_SPAN || SETS.some((set) => isInOrderOf(han, set));
}

/** Sets whose order lists of characters follow: by pronunciation and radicals, by strokes. */
const SETS = ['gbk', 'big5', 'euc-jp', 'cp949'] as const;

function rareIn(han: string): number {
  return countRare(han, 0, han.length, han.length);
}
