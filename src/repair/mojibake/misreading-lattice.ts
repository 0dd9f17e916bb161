import { graphBuilder } from '../decoder/lattice.ts';
import type { ByteGraph, GraphBuilder, Wording } from '../decoder/lattice.ts';
import { doubleByte } from '../decoder/double-byte.ts';
import { singleBytes } from './single-byte.ts';

/** Written in one encoding, read in another. */
export interface Misreading {
  readonly written: Wording;
  readonly read: 'single-byte' | 'gbk' | 'big5';
}

const SWITCH = 7;
const LEAVE = 3;
const LOST = 2;
const SWALLOW = 6;
const DROPPED = 5;
/** Bytes that windows-1252 does not define. */
const UNDEFINED: readonly number[] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);
/** Bytes of UTF-8 as Chinese text has them: trailing ones, and first ones of `“`, Han and full-width marks. */
const UTF8 = [...range(0x80, 0xbf), ...range(0xe2, 0xe9), 0xef];
/** What a reader that takes the next byte along may have swallowed. */
const SWALLOWED = [0x20, 0x2c, 0x2e, 0x3a, ...range(0x30, 0x39)];
/** The bytes behind one character as it was read, by place; null where the set does not have the character. */
export function bytesBehind(unit: number, read: Misreading['read']): readonly number[] | null {
  if (unit < 0x80) return [unit];
  if (read === 'single-byte') {
    const byte = singleBytes()[unit] ?? 0;
    return byte === 0 ? null : [byte];
  }
  const pair = doubleByte(read).pairs[unit] ?? 0;
  return pair === 0 ? null : [pair >> 8, pair & 0xff];
}

/**
 * Every way a line may be clean in places and misread in others. The last node is reached by a line feed that is added.
 * `guess` also allows for bytes that were lost.
 */
export function misreadGraph(line: string, misreading: Misreading, guess: boolean): ByteGraph {
  const build = graphBuilder(misreading.written);
  let clean = build.node(0);
  let misread = build.node(-1);
  let left = build.node(-1);
  for (let i = 0; i < line.length; i++) {
    const mid = build.node(-1);
    const dropped = guess && misreading.read === 'single-byte' ? [build.node(-1), build.node(-1)] : [];
    const nextClean = build.node(i + 1);
    const nextMisread = build.node(i + 1);
    const ended = build.node(i + 1);
    const step: Step = {
      build,
      unit: line.charCodeAt(i),
      next: line.charCodeAt(i + 1) || 0,
      ended,
      misreading,
      guess,
      mid,
      to: nextMisread,
    };
    build.text(clean, nextClean, line[i] ?? '');
    build.text(misread, nextClean, line[i] ?? '', SWITCH);
    build.text(left, nextClean, line[i] ?? '', LEAVE);
    misreadOne(step, clean, i === 0 ? 1 : SWITCH);
    misreadOne(step, misread, 0);
    gaps(step, misread, dropped);
    clean = nextClean;
    misread = nextMisread;
    left = ended;
  }
  const dropped = guess && misreading.read === 'single-byte' ? droppedAtEnd(build, misread, line.length) : [];
  const end = build.node(-1);
  for (const last of [clean, misread, ...dropped]) build.text(last, end, '\n');
  return build.graph;
}

/** The nodes behind one byte and two that were dropped at the end of a line. */
function droppedAtEnd(build: GraphBuilder, misread: number, at: number): readonly number[] {
  const [one, two] = [build.node(at), build.node(at)];
  build.bytes(misread, one, UNDEFINED, DROPPED);
  build.bytes(one, two, UNDEFINED, DROPPED);
  return [one, two];
}

interface Step {
  readonly build: GraphBuilder;
  readonly unit: number;
  /** The unit that follows, 0 at the end. */
  readonly next: number;
  /** Where a misread run has ended with a byte left over. */
  readonly ended: number;
  readonly misreading: Misreading;
  readonly guess: boolean;
  readonly mid: number;
  readonly to: number;
}

function misreadOne(step: Step, from: number, cost: number): void {
  const { build, unit, misreading, guess, mid, to } = step;
  const bytes = bytesBehind(unit, misreading.read);
  if (bytes?.length === 1) build.bytes(from, to, bytes, cost);
  else if (bytes?.length === 2) {
    build.bytes(from, mid, bytes.slice(0, 1), cost);
    build.bytes(mid, to, bytes.slice(1));
  }
  if (unit === 0x20ac && misreading.read !== 'single-byte') build.bytes(from, to, [0x80], cost);
  if (guess && misreading.read === 'single-byte') lostSingle(step, from, cost);
  else if (guess && (unit === 0x3f || unit === 0xfffd)) lostDouble(step, from, cost);
}

function lostSingle({ build, unit, to }: Step, from: number, cost: number): void {
  if (unit === 0x3f || unit === 0xfffd) build.bytes(from, to, UNDEFINED, cost + LOST);
  if (unit === 0x20) build.bytes(from, to, [0xa0], cost + LOST);
}

/**
 * Readers differ: most give up one byte and go on with the next, some take a pair that their table lacks along, some take any
 * next byte along.
 */
function lostDouble({ build, next, misreading, mid, ended, to }: Step, from: number, cost: number): void {
  const lead = bytesBehind(next, misreading.read)?.[0] ?? null;
  build.bytes(from, to, leftOver(next === 0 || next === 0x3f || next === 0xfffd ? null : lead), cost + LOST);
  build.bytes(from, mid, UTF8, cost + SWALLOW);
  build.bytes(mid, to, SWALLOWED);
  build.bytes(from, ended, UTF8, cost + LOST);
  for (const { first, second } of unreadPairs()) {
    const between = build.node(-1);
    build.bytes(from, between, first, cost + LOST);
    build.bytes(between, to, second);
  }
}

/** True for a pair of bytes that readers of GBK give up: in no table, or of private use. */
function isUnread(first: number, second: number): boolean {
  const unit = doubleByte('gbk').chars[(first << 8) | second] ?? 0;
  return unit === 0 || (unit >= 0xe000 && unit < 0xf900);
}

interface Pairs {
  readonly first: readonly number[];
  readonly second: readonly number[];
}

let pairs: readonly Pairs[] | undefined;

/** Pairs inside UTF-8 that readers give up, first bytes with the same second bytes together. */
function unreadPairs(): readonly Pairs[] {
  if (pairs) return pairs;
  const groups = new Map<string, { first: number[]; second: readonly number[] }>();
  for (const first of UTF8.filter((byte) => byte > 0x80)) {
    const second = UTF8.filter((byte) => isUnread(first, byte));
    const group = groups.get(second.join()) ?? { first: [], second };
    group.first.push(first);
    if (second.length > 0) groups.set(second.join(), group);
  }
  return (pairs = [...groups.values()]);
}

const leftOvers = new Map<number | null, readonly number[]>();

/** Bytes that GBK cannot read before `next`: no pair of both is a character, private use aside. */
function leftOver(next: number | null): readonly number[] {
  const known = leftOvers.get(next);
  if (known) return known;
  const values = UTF8.filter((byte) => byte === 0x80 || next === null || isUnread(byte, next));
  leftOvers.set(next, values);
  return values;
}

function gaps(step: Step, misread: number, dropped: readonly number[]): void {
  const [one, two] = dropped;
  if (one === undefined || two === undefined || step.unit < 0x20) return;
  step.build.bytes(misread, one, UNDEFINED, DROPPED);
  step.build.bytes(one, two, UNDEFINED, DROPPED);
  misreadOne(step, one, 0);
  misreadOne(step, two, 0);
}
