import { BIT, characterCosts } from '../../text/character-costs.ts';
import type { Script } from '../../text/character-costs.ts';
import { remembering } from '../../text/memoize-last.ts';
import { visitUnits } from '../../text/utf16.ts';
import { visitPairs } from '../decoder/double-byte.ts';
import { rareUnits } from './rare-han.ts';

/** Where a line starts and ends, without its terminator, and whether rare characters are no exception in it. */
export interface UnlikelyLine {
  readonly start: number;
  readonly end: number;
  readonly rare: boolean;
}

/** In a line that was misread as a whole at least one character in so many is rare, or unknown in the language of the others. */
const CHARS_PER_RARE = 8;
/**
 * What characters of a line may cost in the likeliest language, each and together. Of clean lines of 16 characters one in 100 costs more, of
 * those of 4 to 15 one in 20; of words misread from one East Asian set in another nearly all.
 */
const FREE = 10 * BIT;
const MOST_BEYOND = 8 * BIT;
const MOST_ON_AVERAGE = 11 * BIT;

/** A character that costs this is in no Japanese text. */
const UNKNOWN = 17 * BIT;
/** Of Japanese that was misread, with the same kana, at least one character in so many. */
const CHARS_PER_UNKNOWN = 24;
/** What Japanese or Korean becomes in code page 932. */
const LEAST_HALF_WIDTH = 6;
/** Han characters, kana and hangul stand behind the radicals. */
const EAST_ASIAN = 0x2e80;
const LOST = 0xfffd;
const LINE_FEED = 0x0a;
const CHARS_PER_EAST_ASIAN = 3;

/**
 * The lines of a text in which rare characters are no exception, whose characters are unlikely in each language, or are all Latin-1 misread twice:
 * one in 50 clean lines. Terminators are line feeds.
 */
export const unlikelyLines: (text: string) => readonly UnlikelyLine[] = remembering((text) => {
  const found: UnlikelyLine[] = [];
  for (const [start, end] of linesWorthALook(text)) {
    const kind = kindOf(text, start, end);
    if (kind !== 'likely') found.push({ start, end, rare: kind === 'rare' });
  }
  return found;
});

/** Whether a piece of a line alone is unlikely. */
export function isUnlikely(piece: string): boolean {
  return kindOf(piece, 0, piece.length) !== 'likely';
}

function mostOf(count: number): number {
  return Math.max(FREE * count + MOST_BEYOND, MOST_ON_AVERAGE * count);
}

type Kind = 'likely' | 'unlikely' | 'rare';

/** Lines with rare characters or kana, or unlikely in simplified Chinese. Reads an array, as all text is asked this. */
function linesWorthALook(text: string): readonly (readonly [start: number, end: number])[] {
  const traits = traitsOfUnits();
  const found: (readonly [number, number])[] = [];
  let [at, start, count, cost, seen] = [0, 0, 0, 0, 0];
  const close = (end: number): void => {
    if (count > 1 && (seen > COST || cost >= mostOf(count))) found.push([start, end]);
    [start, count, cost, seen] = [end + 1, 0, 0, 0];
  };
  visitUnits(text, (units, length) => {
    for (let i = 0; i < length; i++) {
      const unit = units[i] ?? 0;
      if (unit === LINE_FEED) close(at + i);
      if (unit < 0x80) continue;
      const trait = traits[unit] ?? 0;
      count++;
      cost += trait & COST;
      seen |= trait;
    }
    at += length;
  });
  close(text.length);
  return found;
}

function kindOf(text: string, start: number, end: number): Kind {
  const traits = traitsOfUnits();
  let [count, rare, twice, eastAsian, kana, halfWidth] = [0, 0, 0, 0, 0, 0];
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80 || unit === LOST) continue;
    const trait = traits[unit] ?? 0;
    count++;
    if (trait & RARE) rare++;
    if (trait & TWICE) twice++;
    if (unit >= EAST_ASIAN) eastAsian++;
    if (trait & KANA) kana++;
    if (unit > 0xff60 && unit < 0xffa0) halfWidth++;
  }
  if (count < 2) return 'likely';
  if (twice === count || (rare > 0 && rare * CHARS_PER_RARE >= count)) return 'rare';
  if (eastAsian < 2 || count > CHARS_PER_EAST_ASIAN * eastAsian) return 'likely';
  if (halfWidth >= LEAST_HALF_WIDTH && 2 * halfWidth >= count) return 'unlikely';
  if (kana > 2 && CHARS_PER_UNKNOWN * countUnknown(text, start, end) >= count) return 'unlikely';
  const most = mostOf(count);
  const isLikely = SCRIPTS.some((script) => costAs(script, text, start, end) < most);
  return isLikely ? 'likely' : 'unlikely';
}

const SCRIPTS = ['hans', 'hant', 'ja', 'ko'] as const;

function costAs(script: Script, text: string, start: number, end: number): number {
  const costs = characterCosts(script);
  let cost = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x80 && unit !== LOST) cost += costs[unit] ?? 0;
  }
  return cost;
}

function countUnknown(text: string, start: number, end: number): number {
  const costs = characterCosts('ja');
  let count = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x80 && unit !== LOST && (costs[unit] ?? 0) >= UNKNOWN) count++;
  }
  return count;
}

/** What is known of a UTF-16 code unit: its cost in simplified Chinese, and flags for what makes a line worth a closer look. */
const COST = 0xff;
const RARE = 0x100;
/** What the UTF-8 of a character of Latin-1 becomes in GBK: 128 characters, half of them common. */
const TWICE = 0x200;
const KANA = 0x400;
let traits: Uint16Array | undefined;

function traitsOfUnits(): Uint16Array {
  if (traits) return traits;
  const made = new Uint16Array(characterCosts('hans'));
  // A callback for each of 65,536 units took 12 ms of CPU time, a tenth of a run of one small text.
  const rare = rareUnits();
  for (let unit = 0; unit < made.length; unit++) made[unit] = (made[unit] ?? 0) | (rare[unit] === 1 ? RARE : 0);
  visitPairs('gbk', [[0xc2, 0xc3]], [[0x80, 0xbf]], (unit) => (made[unit] = (made[unit] ?? 0) | TWICE));
  for (let unit = 0x3041; unit < 0x30fb; unit++) made[unit] = (made[unit] ?? 0) | KANA;
  made[LOST] = FREE;
  traits = made;
  return made;
}
