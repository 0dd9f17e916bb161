import { graphBuilder } from './byte-graph.ts';
import type { ByteGraph, GraphBuilder } from './byte-graph.ts';
import { isReading } from './pinyin.ts';
import { trailsRead } from './shift-items.ts';
import type { Item } from './shift-items.ts';

const START = 4;
const END = 1;
const DROP = 3;
/** Where others of the kind were kept. */
const DROP_OF_KEPT = 12;
const HOLE = 6;
const MISFIT = 8;
const MOST_DROPPED = 2;
const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);
const LEADS = range(0x81, 0xfe);
/** User-defined areas: pairs that were dropped as private use. */
const DROPPED: readonly (readonly [readonly number[], readonly number[]])[] = [
  [[...range(0xaa, 0xaf), ...range(0xf8, 0xfe)], range(0xa1, 0xfe)],
  [range(0xa1, 0xa7), range(0x80, 0xa0)],
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
    const gone = isCutOff(items[i - 1], item) ? [] : gaps(build, place.inside, kept ? DROP_OF_KEPT : DROP);
    const insides = [place.inside, ...gone];
    const between = build.node(-1);
    const hole = build.node(-1);
    const next: Place = { whole: build.node(item.next), inside: build.node(-1) };
    const step: Step = {
      build,
      item,
      fitting: fittingBytes(item, items[i - 1], swallowed),
      place,
      insides,
      between,
      hole,
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
  readonly place: Place;
  readonly insides: readonly number[];
  readonly between: number;
  readonly hole: number;
  readonly next: Place;
}

/** True behind a byte left alone at the end of a piece: the cut comes at once, nothing can have been dropped in between. */
function isCutOff(before: Item | undefined, item: Item): boolean {
  return before?.text === '?' && before.swallowed === null && '!！,，。'.includes(item.text);
}

function misfits({ text, reading }: Item): boolean {
  return reading !== null && !isReading(text, reading);
}

/** Places inside after one, two, three pairs that are gone. */
function gaps(build: GraphBuilder, inside: number, cost: number): readonly number[] {
  const places: number[] = [];
  let from = inside;
  for (let count = 0; count < MOST_DROPPED; count++) {
    const betweens = DROPPED.map(() => build.node(-1));
    const to = build.node(-1);
    DROPPED.forEach(([firsts, seconds], group) => {
      build.bytes(from, betweens[group] ?? 0, firsts, cost);
      build.bytes(betweens[group] ?? 0, to, seconds);
    });
    places.push(to);
    from = to;
  }
  return places;
}

function fittingBytes(item: Item, before: Item | undefined, swallowed: readonly number[]): readonly number[] | null {
  const reading = item.swallowed;
  if (reading === null) return null;
  const known = before?.swallowed ? swallowed : (before?.bytes.slice(1) ?? []);
  return known.length === 0 ? null : known.flatMap((byte) => trailsRead(byte, reading));
}

/** A byte that was cut off, or one that swallowed what stood behind it. */
function questionMark({ build, item, fitting, place, insides, hole, next }: Step): void {
  const values = fitting ?? LEADS;
  const cost = fitting === null ? START : 0;
  if (values.length === 0) return;
  build.bytes(place.whole, next.inside, values, cost);
  for (const inside of insides) build.bytes(inside, next.whole, values, fitting === null ? END : 0);
  if (item.swallowed !== null) return;
  for (const inside of insides) build.bytes(inside, hole, [0xa2, 0xa6, 0xa8, 0xa9, 0xd7, 0xfe], HOLE);
  build.bytes(hole, next.inside, LEADS);
}

/** The bytes of a character, each read one place later. */
function shifted({ build, item, insides, between, next }: Step): void {
  const [first, second] = item.bytes;
  if (first === undefined) return;
  if (second === undefined) {
    if (first >= 0x40) for (const inside of insides) build.bytes(inside, next.whole, [first]);
    return;
  }
  for (const inside of insides) build.bytes(inside, between, [first]);
  if (second >= 0x80) build.bytes(between, next.inside, [second]);
  else build.bytes(between, next.whole, [second]);
}
