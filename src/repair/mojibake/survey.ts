import { BIT, characterCosts } from '../../text/character-costs.ts';
import { remembering } from '../../text/memoize-last.ts';
import { visitUnits } from '../../text/utf16.ts';
import { visitPairs } from '../decoder/double-byte.ts';
import { FOREIGN as FOREIGN_UNIT, MIN_LEVEL, RARE as RARE_UNIT, rareUnits } from './rare-han.ts';

/*
 * What the gates of the rules for misread lines ask of every text. One pass answers all of it: a pass for each question took three
 * times as long, a fifth of the time of clean text.
 */

interface Survey {
  /** Starts and ends of the lines with many rare characters, with kana, or unlikely in Chinese. Terminators are line feeds. */
  readonly lines: readonly (readonly [start: number, end: number])[];
  readonly clusters: boolean;
  readonly rarePair: boolean;
}

/** Whether rare characters cluster anywhere in a text; if not, `hasRareCluster` is false for all of it. */
export function mayCluster(text: string): boolean {
  return surveyOf(text).clusters;
}

/** Whether two characters of a text that follow each other are rare. */
export function hasRarePair(text: string): boolean {
  return surveyOf(text).rarePair;
}

/**
 * What characters of a line may cost in the likeliest language, each and together. Of clean lines of 16 characters one in 100 costs more, of
 * those of 4 to 15 one in 20; of words misread from one East Asian set in another nearly all.
 */
const FREE = 10 * BIT;
const MOST_BEYOND = 8 * BIT;
const MOST_ON_AVERAGE = 11 * BIT;

/** The cost from which a line of `count` characters is unlikely. */
export function mostOf(count: number): number {
  return Math.max(FREE * count + MOST_BEYOND, MOST_ON_AVERAGE * count);
}

/** In a line that was misread as a whole at least one character in so many is rare, or unknown in the language of the others. */
const CHARS_PER_RARE = 8;

/** Whether rare characters are no exception in a line of `count` characters. */
export function isRare(rare: number, count: number): boolean {
  return rare > 0 && rare * CHARS_PER_RARE >= count;
}

export const LOST = 0xfffd;

type Chinese = 'hans' | 'hant';

/** Traits of a UTF-16 code unit, above its cost in one script of Chinese. */
const COST = 0xff;
export const RARE = 0x100;
/** What the UTF-8 of a character of Latin-1 becomes in GBK: 128 characters, half of them common. */
export const TWICE = 0x200;
export const KANA = 0x400;
const HALF_WIDTH = 0x800;
/** Odd alone among Han characters. */
const FOREIGN = 0x1000;
const GAP = 0x2000;

const traits = new Map<Chinese, Uint16Array>();

/** The traits of each code unit. Memoized. */
export function traitsOfUnits(script: Chinese): Uint16Array {
  const known = traits.get(script);
  if (known) return known;
  const made = new Uint16Array(characterCosts(script));
  // A callback for each of 65,536 units took 12 ms of CPU time, a tenth of a run of one small text.
  const rare = rareUnits();
  for (let unit = 0; unit < made.length; unit++) {
    const flag = rare[unit] ?? 0;
    if (flag !== 0) made[unit] = (made[unit] ?? 0) | (flag === RARE_UNIT ? RARE : flag === FOREIGN_UNIT ? FOREIGN : 0);
  }
  visitPairs('gbk', [[0xc2, 0xc3]], [[0x80, 0xbf]], (unit) => (made[unit] = (made[unit] ?? 0) | TWICE));
  for (let unit = 0x3041; unit < 0x30fb; unit++) made[unit] = (made[unit] ?? 0) | KANA;
  for (let unit = 0xff61; unit < 0xffa0; unit++) made[unit] = (made[unit] ?? 0) | HALF_WIDTH;
  made[LOST] = FREE | GAP;
  traits.set(script, made);
  return made;
}

/** What has been seen of a text. */
interface Tally {
  /** Of the line: characters outside ASCII, their cost, how many are rare, the traits that any and that all of them have. */
  count: number;
  cost: number;
  rare: number;
  seen: number;
  shared: number;
  /** Of the text: whether rare characters cluster, whether two of them stand beside each other. */
  clusters: boolean;
  rarePair: boolean;
  /** Level of the cluster at the last character that was rare or foreign, where that was, and where the last rare one was. */
  level: number;
  last: number;
  lastRare: number;
}

const NOTHING: Tally = {
  count: 0,
  cost: 0,
  rare: 0,
  seen: 0,
  shared: TWICE,
  clusters: false,
  rarePair: false,
  level: 0,
  last: -1,
  lastRare: -2,
};

/** Surveys a text. Costs are those of the script in which the last line was likely: most texts have one. */
export const surveyOf: (text: string) => Survey = remembering((text) => {
  const lines: (readonly [start: number, end: number])[] = [];
  const tally: Tally = { ...NOTHING };
  let script: Chinese = 'hans';
  let start = 0;
  const close = (end: number): void => {
    const most = mostOf(tally.count);
    if (hasOddTraits(tally)) lines.push([start, end]);
    else if (tally.count > 1 && tally.cost >= most) {
      const other = script === 'hans' ? 'hant' : 'hans';
      if ((tally.seen & GAP) !== 0 || costIn(other, text, start, end) >= most) lines.push([start, end]);
      else script = other;
    }
    start = end + 1;
    tally.count = tally.cost = tally.rare = tally.seen = 0;
    tally.shared = TWICE;
  };
  let feed = indexOfFeed(text, 0);
  visitUnits(text, (units, length, at) => {
    for (let from = 0; from < length;) {
      const to = Math.min(feed - at, length);
      addUnits(tally, units, from, to, at, traitsOfUnits(script));
      from = to + 1;
      if (to === length) break;
      close(feed);
      feed = indexOfFeed(text, feed + 1);
    }
  });
  close(text.length);
  return { lines, clusters: tally.clusters, rarePair: tally.rarePair };
});

function indexOfFeed(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  return feed < 0 ? text.length : feed;
}

/** Whether a line has traits that its cost does not show. */
function hasOddTraits({ count, rare, seen, shared }: Tally): boolean {
  if (count < 2) return false;
  if ((seen & (KANA | HALF_WIDTH)) !== 0 || shared !== 0 || isRare(rare, count)) return true;
  return (seen & GAP) !== 0 && (seen & (RARE | TWICE)) !== 0;
}

/** Adds the code units in `[from, to)` of a line to the tally; the first of `units` stands at offset `at` of the text. */
function addUnits(tally: Tally, units: Uint16Array, from: number, to: number, at: number, table: Uint16Array): void {
  let { count, cost, seen, shared } = tally;
  for (let i = from; i < to; i++) {
    const unit = units[i] ?? 0;
    if (unit < 0x80) continue;
    const trait = table[unit] ?? 0;
    count++;
    cost += trait & COST;
    seen |= trait;
    shared &= trait;
    if ((trait & (RARE | FOREIGN)) !== 0) addRare(tally, at + i, (trait & RARE) !== 0);
  }
  tally.count = count;
  tally.cost = cost;
  tally.seen = seen;
  tally.shared = shared;
}

/** The level of a cluster rises by three with each such character, and falls by one with each other one between them. */
function addRare(tally: Tally, place: number, rare: boolean): void {
  tally.level = Math.max(0, tally.level - (place - tally.last - 1)) + 3;
  tally.last = place;
  if (tally.level >= MIN_LEVEL) tally.clusters = true;
  if (!rare) return;
  tally.rare++;
  if (tally.lastRare === place - 1) tally.rarePair = true;
  tally.lastRare = place;
}

function costIn(script: Chinese, text: string, start: number, end: number): number {
  const table = traitsOfUnits(script);
  let cost = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x80) cost += (table[unit] ?? 0) & COST;
  }
  return cost;
}
