import { graphBuilder } from '../decoder/lattice.ts';
import type { ByteGraph, GraphBuilder } from '../decoder/lattice.ts';
import { charactersRead, isReading } from '../pinyin/readings.ts';
import { trailsRead } from './characters.ts';
import type { Item } from './characters.ts';

const START = 4;
const END = 1;
/** A byte that took the ASCII character behind it with it. */
const SWALLOW = 3;
const DROP = 2;
/** Where others of the kind were kept. */
const DROP_OF_KEPT = 12;
const HOLE = 4;
const MISFIT = 8;
/** Few characters but the commonest marks are full-width. */
const FOLD = 2;
const MOST_DROPPED = 2;
const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);
const LEADS = range(0x81, 0xfe);
/** First bytes that a cut leaves alone: every ！ is cut out whole, so that none is half of another cut. */
const LEADS_CUT = LEADS.filter((lead) => lead !== 0xa3);
/** User-defined areas: pairs that were dropped as private use. */
const DROPPED: readonly (readonly [readonly number[], readonly number[]])[] = [
  [[...range(0xaa, 0xaf), ...range(0xf8, 0xfe)], range(0xa1, 0xfe)],
  [range(0xa1, 0xa7), range(0x80, 0xa0)],
  [[0xfe], range(0x80, 0xa0)],
];

/** Places in a shifted line: before a whole character, and inside one whose first byte has been read. */
interface Place {
  readonly whole: number;
  readonly inside: number;
}

/**
 * Every way a line may be whole in places and shifted by one byte in others: a question mark may be a first byte that was cut
 * off, everything after it is read a byte later, pairs of private use may be missing. Ends with a line feed that is added.
 */
export function shiftGraph(items: readonly Item[], kept: boolean): ByteGraph {
  const build = graphBuilder('gbk');
  let place: Place = { whole: build.node(0), inside: build.node(-1) };
  let swallowed: readonly number[] = [];
  items.forEach((item, i) => {
    const gone = isCutOff(items[i - 1], item) ? NONE : gaps(build, place.inside, kept ? DROP_OF_KEPT : DROP);
    const insides = [place.inside, ...gone.places];
    const between = build.node(-1);
    const hole = build.node(-1);
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
      hole,
      taken,
      next,
    };
    swallowed = step.fitting ?? [];
    build.text(place.whole, next.whole, item.text, misfits(item) ? MISFIT : 0);
    if (item.text === '?') questionMark(step);
    shifted(step);
    place = next;
  });
  const end = build.node(-1);
  build.text(place.whole, end, '\n');
  return build.graph;
}

interface Step {
  readonly build: GraphBuilder;
  readonly item: Item;
  /** What the byte of a question mark can be by the reading it swallowed, or null where there is none. */
  readonly fitting: readonly number[] | null;
  /** The next four characters. */
  readonly behind: string;
  readonly place: Place;
  readonly insides: readonly number[];
  /** Inside a pair that is gone, behind its first byte. */
  readonly split: readonly number[];
  readonly between: number;
  readonly hole: number;
  /** Behind a byte that swallowed a character, before that character. */
  readonly taken: number;
  readonly next: Place;
}

/** True behind a byte left alone at the end of a piece: the cut comes at once, nothing can have been dropped in between. */
function isCutOff(before: Item | undefined, item: Item): boolean {
  return before?.text === '?' && before.swallowed === null && '!！,，。'.includes(item.text);
}

function misfits({ text, reading }: Item): boolean {
  return reading !== null && !isReading(text, reading);
}

interface Gaps {
  /** Places inside after one, two, three pairs that are gone. */
  readonly places: readonly number[];
  readonly split: readonly number[];
}

const NONE: Gaps = { places: [], split: [] };

function gaps(build: GraphBuilder, inside: number, cost: number): Gaps {
  const places: number[] = [];
  const split: number[] = [];
  let from = inside;
  for (let count = 0; count < MOST_DROPPED; count++) {
    const betweens = DROPPED.map(() => build.node(-1));
    const to = build.node(-1);
    DROPPED.forEach(([firsts, seconds], group) => {
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
 * A byte that was cut off: a first byte before a mark that was found across characters, a second byte before a mark or at the
 * end of the line. Or a byte that swallowed what stood behind it, or a pair that the table does not have.
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
  const cut = CUTTING.test(behind);
  if (cut) build.bytes(place.whole, next.inside, LEADS_CUT, START);
  for (const inside of insides) {
    if (cut || behind === '' || item.next > item.at + 1) build.bytes(inside, next.whole, LEADS, END);
  }
  swallow(step);
  hole(step);
}

const CUTTING = /^[。\uff01-\uff5e!?,:;()]/u;

/** A byte took the ASCII character behind it with it. Which one is told by nothing but the year it may begin. */
function swallow({ build, behind, insides, taken, next }: Step): void {
  for (const inside of insides) build.bytes(inside, taken, LEADS, SWALLOW);
  const year = /^[09]\d\d(?!\d)/u.exec(behind)?.[0];
  build.bytes(taken, next.whole, year === undefined ? [0x3f] : year.startsWith('0') ? [0x32, 0x31] : [0x31, 0x32]);
}

/** A pair that the table does not have. */
function hole({ build, insides, hole, next }: Step): void {
  for (const inside of insides) build.bytes(inside, hole, [0xa2, 0xa6, 0xa8, 0xa9, 0xd7, 0xfe], HOLE);
  build.bytes(hole, next.inside, LEADS);
}

/** The bytes of a character, each read one place later. */
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
