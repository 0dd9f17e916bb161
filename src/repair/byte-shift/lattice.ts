import { latticeBuilder } from '../decoder/lattice.ts';
import type { ByteLattice, LatticeBuilder } from '../decoder/lattice.ts';
import { charactersRead, isReading } from '../pinyin/readings.ts';
import { trailsRead } from './characters.ts';
import type { Item } from './characters.ts';

const ORPHAN_LEAD_COST = 4;
const ORPHAN_TRAIL_COST = 1;
/** Cost of a lead byte that swallowed the ASCII character after it. */
const SWALLOW_COST = 3;
const DROP_COST = 2;
/** Cost of a dropped pair on a page that kept other private-use characters. */
const DROP_COST_IF_KEPT = 12;
const UNMAPPED_COST = 4;
const MISFIT_COST = 8;
/** Few characters but the commonest marks are full-width. */
const FOLD = 2;
const MAX_DROPPED_PAIRS = 2;
const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);
const LEADS = range(0x81, 0xfe);
/** Lead bytes that a cut can orphan; not 0xA3, since every ！ is cut out whole and so is never half of another cut. */
const ORPHAN_LEADS = LEADS.filter((lead) => lead !== 0xa3);
/** User-defined areas of GBK: byte pairs that sites dropped as private use. */
const USER_DEFINED_PAIRS: readonly (readonly [readonly number[], readonly number[]])[] = [
  [[...range(0xaa, 0xaf), ...range(0xf8, 0xfe)], range(0xa1, 0xfe)],
  [range(0xa1, 0xa7), range(0x80, 0xa0)],
  [[0xfe], range(0x80, 0xa0)],
];

/** Lattice nodes at one position of a line: between characters, and inside one whose lead byte has been read. */
interface Place {
  readonly whole: number;
  readonly inside: number;
}

/**
 * Builds the lattice of ways in which parts of a line may be shifted by one byte: a question mark may be an orphaned lead byte,
 * after which everything is decoded one byte off, and private-use pairs may be missing. A line feed is appended.
 */
export function shiftLattice(items: readonly Item[], kept: boolean): ByteLattice {
  const build = latticeBuilder('gbk');
  let place: Place = { whole: build.node(0), inside: build.node(-1) };
  let swallowed: readonly number[] = [];
  items.forEach((item, i) => {
    const gone = isCutOff(items[i - 1], item) ? NONE : gaps(build, place.inside, kept ? DROP_COST_IF_KEPT : DROP_COST);
    const insides = [place.inside, ...gone.places];
    const between = build.node(-1);
    const unmapped = build.node(-1);
    const taken = build.node(-1);
    const next: Place = { whole: build.node(item.next), inside: build.node(-1) };
    const step: Step = {
      build,
      item,
      fitting: fittingBytes(item, items[i - 1], swallowed),
      behind: items
        .slice(i + 1, i + 5)
        .map(({ text }) => text)
        .join(''),
      place,
      insides,
      split: gone.split,
      between,
      unmapped,
      taken,
      next,
    };
    swallowed = step.fitting ?? [];
    build.text(place.whole, next.whole, item.text, misfits(item) ? MISFIT_COST : 0);
    if (item.text === '?') questionMark(step);
    shifted(step);
    place = next;
  });
  const end = build.node(-1);
  build.text(place.whole, end, '\n');
  return build.lattice;
}

interface Step {
  readonly build: LatticeBuilder;
  readonly item: Item;
  /** Bytes that a question mark can stand for by the reading it swallowed; null if there is none or nothing is known. */
  readonly fitting: readonly number[] | null;
  /** Up to four characters that follow. */
  readonly behind: string;
  readonly place: Place;
  readonly insides: readonly number[];
  /** Inside a pair that is gone, behind its first byte. */
  readonly split: readonly number[];
  readonly between: number;
  readonly unmapped: number;
  /** Node after a lead byte that swallowed a character, before that character. */
  readonly taken: number;
  readonly next: Place;
}

/** True after an orphaned byte at the end of a piece: the cut follows at once, so nothing can have been dropped between. */
function isCutOff(before: Item | undefined, item: Item): boolean {
  return before?.text === '?' && before.swallowed === null && '!！,，。'.includes(item.text);
}

function misfits({ text, reading }: Item): boolean {
  return reading !== null && !isReading(text, reading);
}

interface Gaps {
  /** Nodes inside a character after one and two dropped pairs. */
  readonly places: readonly number[];
  readonly split: readonly number[];
}

const NONE: Gaps = { places: [], split: [] };

function gaps(build: LatticeBuilder, inside: number, cost: number): Gaps {
  const places: number[] = [];
  const split: number[] = [];
  let from = inside;
  for (let count = 0; count < MAX_DROPPED_PAIRS; count++) {
    const betweens = USER_DEFINED_PAIRS.map(() => build.node(-1));
    const to = build.node(-1);
    USER_DEFINED_PAIRS.forEach(([firsts, seconds], group) => {
      build.bytes(from, betweens[group] ?? 0, firsts, cost);
      build.bytes(betweens[group] ?? 0, to, seconds);
    });
    places.push(to);
    for (const between of betweens) split.push(between);
    from = to;
  }
  return { places, split };
}

function fittingBytes(item: Item, before: Item | undefined, swallowed: readonly number[]): readonly number[] | null {
  const reading = item.swallowed;
  if (reading === null) return null;
  const known = before?.swallowed ? swallowed : (before?.bytes.slice(1) ?? []);
  return known.length === 0 ? null : known.flatMap((byte) => trailsRead(byte, reading));
}

/**
 * Adds what a question mark can be: an orphaned lead byte before a mark that was cut out across characters, an orphaned trail byte before
 * a mark or at the end of the line, a lead byte that swallowed the next character, or a pair that is not in the table.
 */
function questionMark(step: Step): void {
  const { build, item, fitting, behind, place, insides, split, next } = step;
  if (fitting !== null) {
    if (fitting.length > 0) {
      build.bytes(place.whole, next.inside, fitting);
      build.bytes(place.inside, next.whole, fitting);
    }
    const read = Array.from(charactersRead(item.swallowed ?? ''));
    for (const inside of split) build.choose(inside, next.whole, read);
    return;
  }
  if (item.swallowed !== null) return;
  const cut = CUT_MARK.test(behind);
  if (cut) build.bytes(place.whole, next.inside, ORPHAN_LEADS, ORPHAN_LEAD_COST);
  for (const inside of insides) {
    if (cut || behind === '' || item.next > item.at + 1) build.bytes(inside, next.whole, LEADS, ORPHAN_TRAIL_COST);
  }
  swallow(step);
  unmapped(step);
}

const CUT_MARK = /^[。\uff01-\uff5e!?,:;()]/u;

/** Adds a lead byte that swallowed the next ASCII character. Only the year it may begin tells which character that was. */
function swallow({ build, behind, insides, taken, next }: Step): void {
  for (const inside of insides) build.bytes(inside, taken, LEADS, SWALLOW_COST);
  const year = /^[09]\d\d(?!\d)/u.exec(behind)?.[0];
  build.bytes(taken, next.whole, year === undefined ? [0x3f] : year.startsWith('0') ? [0x32, 0x31] : [0x31, 0x32]);
}

/** Adds a pair that is not in the table. */
function unmapped({ build, insides, unmapped, next }: Step): void {
  for (const inside of insides) build.bytes(inside, unmapped, [0xa2, 0xa6, 0xa8, 0xa9, 0xd7, 0xfe], UNMAPPED_COST);
  build.bytes(unmapped, next.inside, LEADS);
}

/** Adds the bytes of a character, decoded one byte off. */
function shifted(step: Step): void {
  const { build, item, insides, between, next } = step;
  const [first, second] = item.bytes;
  if (item.text === '€' || item.text === '\u0080')
    for (const inside of insides) build.bytes(inside, next.whole, [0x80]);
  if (first === undefined) return;
  if (item.folded !== null) foldedSign(step, item.folded);
  if (second === undefined) {
    if (first >= 0x40) for (const inside of insides) build.bytes(inside, next.whole, [first]);
    return;
  }
  for (const inside of insides) build.bytes(inside, between, [first]);
  if (second >= 0x80) build.bytes(between, next.inside, [second]);
  else build.bytes(between, next.whole, [second]);
}

/** A character that was full-width, and folded after the shift. */
function foldedSign({ build, insides, between, next }: Step, [first = 0, second = 0]: readonly number[]): void {
  for (const inside of insides) build.bytes(inside, between, [first], FOLD);
  build.bytes(between, next.inside, [second]);
}
