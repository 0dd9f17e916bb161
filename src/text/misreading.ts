import { graphBuilder } from './byte-graph.ts';
import type { ByteGraph, GraphBuilder, Wording } from './byte-graph.ts';
import { doubleByte } from './gbk.ts';
import { singleBytes } from './single-byte.ts';

/** Written in one encoding, read in another. */
export interface Misreading {
  readonly written: Wording;
  readonly read: 'single-byte' | 'gbk' | 'big5';
}

const SWITCH = 7;
const LOST = 2;
const DROPPED = 5;
/** Bytes that windows-1252 does not define. */
const UNDEFINED: readonly number[] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);
const HIGH = [...range(0x80, 0xbf), 0xe2, ...range(0xe3, 0xe9), 0xef];
const UTF8_ANY = [...range(0xa1, 0xbf), ...range(0xe2, 0xe9), 0xef];
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
  for (let i = 0; i < line.length; i++) {
    const mid = build.node(-1);
    const lost = build.node(-1);
    const dropped = guess && misreading.read === 'single-byte' ? [build.node(-1), build.node(-1)] : [];
    const nextClean = build.node(i + 1);
    const nextMisread = build.node(i + 1);
    const step: Step = {
      build,
      unit: line.charCodeAt(i),
      next: line.charCodeAt(i + 1) || 0,
      lost,
      misreading,
      guess,
      mid,
      to: nextMisread,
    };
    build.text(clean, nextClean, line[i] ?? '');
    build.text(misread, nextClean, line[i] ?? '', SWITCH);
    misreadOne(step, clean, i === 0 ? 1 : SWITCH);
    misreadOne(step, misread, 0);
    gaps(step, misread, dropped);
    clean = nextClean;
    misread = nextMisread;
  }
  const end = build.node(-1);
  build.text(clean, end, '\n');
  build.text(misread, end, '\n');
  return build.graph;
}

interface Step {
  readonly build: GraphBuilder;
  readonly unit: number;
  /** The unit that follows, 0 at the end. */
  readonly next: number;
  readonly lost: number;
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

/** Before ASCII a byte was left over; before anything else a pair was not in the table. */
function lostDouble({ build, next, mid, lost, to }: Step, from: number, cost: number): void {
  if (next < 0x80) build.bytes(from, to, HIGH, cost + LOST);
  else {
    build.bytes(from, mid, range(0xa1, 0xa7), cost + LOST);
    build.bytes(mid, to, range(0x80, 0xa0));
    build.bytes(from, lost, range(0xa2, 0xaf), cost + LOST);
    build.bytes(lost, to, UTF8_ANY);
    build.bytes(from, to, [0x80, 0xff], cost + LOST);
  }
}

function gaps(step: Step, misread: number, dropped: readonly number[]): void {
  const [one, two] = dropped;
  if (one === undefined || two === undefined || step.unit < 0x20) return;
  step.build.bytes(misread, one, UNDEFINED, DROPPED);
  step.build.bytes(one, two, UNDEFINED, DROPPED);
  misreadOne(step, one, 0);
  misreadOne(step, two, 0);
}
