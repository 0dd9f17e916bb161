import { latticeBuilder } from '../decoder/lattice.ts';
import type { ByteLattice, LatticeBuilder, LatticeEncoding } from '../decoder/lattice.ts';
import { doubleByte } from '../decoder/double-byte.ts';
import type { DoubleByteName } from '../decoder/double-byte.ts';
import { codePage } from './code-pages.ts';
import { isMark, leftOut, twoLeftOut, lostDouble, lostSingle, UNDEFINED, UNSEEN } from './lost-bytes.ts';
import { singleBytes } from './single-byte.ts';

/** The encoding a text was written in, and the one it was read as. */
export interface Misreading {
  readonly written: LatticeEncoding;
  /** `mended`: as windows-1252, by a program that then decoded everything that looked like UTF-8. */
  readonly read: 'single-byte' | 'mended' | DoubleByteName;
}

/** What it costs to go from clean to misread and back; less where few characters may be. */
const SWITCH_COST = 7;
const SWITCH_FEW = 3;
const LEAVE_COST = 3;
const DROPPED_COST = 5;

/** The bytes that may be behind the UTF-16 unit at `i` as it was read; empty where the set does not have the character. */
export function bytesBehind(line: string, i: number, read: Misreading['read']): readonly (readonly number[])[] {
  const unit = line.charCodeAt(i);
  if (unit < 0x80) return [[unit]];
  if (read === 'single-byte') {
    const byte = singleBytes()[unit] ?? 0;
    return byte === 0 ? [] : [[byte]];
  }
  if (read === 'mended') {
    const byte = codePage('windows-1252').byteOf[unit] ?? 0;
    return byte === 0 ? [[...Buffer.from(String.fromCharCode(unit), 'utf8')]] : [[byte]];
  }
  const { pairs, again } = doubleByte(read);
  if (unit >= 0xd800 && unit < 0xe000) return halfBehind(line, i, read);
  const code = pairs[unit] ?? 0;
  if (code === 0) return [];
  const others = again.get(unit) ?? [];
  return [code, ...others].map((pair) => (pair < 0x100 ? [pair] : [pair >> 8, pair & 0xff]));
}

/** Of a character of two units, each stands for one byte. */
function halfBehind(line: string, i: number, read: DoubleByteName): readonly (readonly number[])[] {
  const first = line.charCodeAt(i) < 0xdc00;
  const pair = doubleByte(read).astral.get(line.codePointAt(first ? i : i - 1) ?? 0);
  return pair === undefined ? [] : [[first ? pair >> 8 : pair & 0xff]];
}

/** Cost of a windows-1252 character that is a mended one: `ë` is 0xEB, or 0xC3 0xAB; `ž` is 0x9E, or 0xC5 0xBE. */
const MENDED_COST = 1;
/** Cost of a byte that trimming took off a line. */
const TRIMMED_COST = 2;

/** How freely the characters of a line may be interpreted. */
export interface Freedom {
  /** Allows for bytes that were lost where a mark, a blank or the like stands. */
  readonly guess: boolean;
  /** Offsets before which a reader may have dropped a pair without leaving a mark. */
  readonly drops?: ReadonlySet<number>;
  /** Allows for few misread characters in a line. */
  readonly few?: boolean;
}

const NOWHERE: ReadonlySet<number> = new Set();

/** Builds the lattice of ways in which parts of a line may be misread. A line feed is appended and leads to the last node. */
export function misreadLattice(line: string, misreading: Misreading, freedom: Freedom): ByteLattice {
  const { guess, drops = NOWHERE, few = false } = freedom;
  const change = few ? SWITCH_FEW : SWITCH_COST;
  const build = latticeBuilder(misreading.written, isLossy(misreading));
  let clean = build.node(0);
  let misread = build.node(-1);
  let before = misread;
  let left = build.node(-1);
  const loses = guess && misreading.read === 'single-byte';
  for (let i = 0; i < line.length; i++) {
    const behindGaps = i > 0 && drops.has(i) ? leftOutAt(build, misread, line, i, few) : [];
    const mids = [build.node(-1), build.node(-1)];
    const dropped = loses ? [build.node(-1), build.node(-1)] : [];
    const nextClean = build.node(i + 1);
    const to = build.node(i + 1);
    const ended = build.node(i + 1);
    const step: Step = { build, line, at: i, unit: line.charCodeAt(i), before, ended, misreading, guess, mids, to };
    build.text(clean, nextClean, line[i] ?? '');
    build.text(misread, nextClean, line[i] ?? '', change);
    build.text(left, nextClean, line[i] ?? '', LEAVE_COST);
    misreadOne(step, clean, i === 0 ? 1 : change);
    misreadOne(step, misread, 0);
    for (const behindGap of behindGaps) {
      misreadOne(step, behindGap, 0);
      build.text(behindGap, nextClean, line[i] ?? '', change);
    }
    gaps(step, misread, dropped);
    clean = nextClean;
    before = misread;
    misread = to;
    left = ended;
  }
  const lost = loses ? droppedAtEnd(build, misread, line.length) : [];
  const behindLast = drops.has(line.length) ? leftOutAt(build, misread, line, line.length, few) : [];
  const end = build.node(-1);
  for (const last of [clean, misread, ...lost, ...behindLast]) build.text(last, end, '\n');
  return build.lattice;
}

/** Adds the pairs that may have been dropped at a place. Among `few` misread words one: two made lists of characters take three times as long. */
function leftOutAt(build: LatticeBuilder, misread: number, line: string, at: number, few: boolean): readonly number[] {
  const one = leftOut(build, misread, line, at);
  return few ? [one] : [one, twoLeftOut(build, misread, at)];
}

/** Whether the set lacks so much that many characters cannot be known. */
export function isLossy({ written, read }: Misreading): boolean {
  return written === 'utf-8' && (read === 'big5' || read === 'cp932' || read === 'cp949');
}

/** The nodes after one and two bytes that were dropped at the end of a line. */
function droppedAtEnd(build: LatticeBuilder, misread: number, at: number): readonly number[] {
  const [one, two] = [build.node(at), build.node(at)];
  build.bytes(misread, one, UNSEEN, TRIMMED_COST);
  for (const [from, to] of [
    [misread, one],
    [one, two],
  ] as const)
    build.bytes(from, to, UNDEFINED, DROPPED_COST);
  return [one, two];
}

interface Step {
  readonly build: LatticeBuilder;
  readonly line: string;
  readonly at: number;
  readonly unit: number;
  /** Where the misread character before leads from. */
  readonly before: number;
  /** Node at which a misread run ended with a byte left over. */
  readonly ended: number;
  readonly misreading: Misreading;
  readonly guess: boolean;
  readonly mids: readonly number[];
  readonly to: number;
}

function misreadOne(step: Step, from: number, cost: number): void {
  const { build, line, at, unit, misreading, guess, to } = step;
  bytesBehind(line, at, misreading.read).forEach((bytes, nth) => {
    chain(nth === 0 ? step : { build, mids: [], to }, from, bytes, cost);
  });
  if (unit === 0x20ac && misreading.read === 'gbk') build.bytes(from, to, [0x80], cost);
  if (misreading.read === 'mended' && unit >= 0x80 && codePage('windows-1252').byteOf[unit] !== 0)
    chain(step, from, [...Buffer.from(String.fromCharCode(unit), 'utf8')], cost + MENDED_COST);
  const { read } = misreading;
  if (!guess || read === 'mended') return;
  if (read === 'single-byte') lostSingle(step, from, cost);
  else if (isMark(unit, read)) lost(step, from, read, cost);
}

/** Adds one to three bytes in sequence. */
function chain(
  { build, mids, to }: Pick<Step, 'build' | 'mids' | 'to'>,
  from: number,
  bytes: readonly number[],
  cost: number,
): void {
  let at = from;
  bytes.forEach((byte, nth) => {
    const next = nth === bytes.length - 1 ? to : (mids[nth] ?? build.node(-1));
    build.bytes(at, next, [byte], nth === 0 ? cost : 0);
    at = next;
  });
}

/** A mark may stand for a byte, for a pair, or for a byte that took the one behind it along. */
function lost(
  { build, line, at, before, misreading, mids, ended, to }: Step,
  from: number,
  read: DoubleByteName,
  cost: number,
): void {
  const behind = line.charCodeAt(at + 1) || 0;
  const known = behind !== 0 && !isMark(behind, read);
  const next = known ? (bytesBehind(line, at + 1, read)[0]?.[0] ?? null) : null;
  const two = at > 0 && isMark(line.charCodeAt(at - 1), read) ? before : null;
  lostDouble(
    { build, from, to, mid: mids[0] ?? to, ended, written: misreading.written, read, next, before: two },
    cost,
  );
}

function gaps(step: Step, misread: number, dropped: readonly number[]): void {
  const [one, two] = dropped;
  if (one === undefined || two === undefined || step.unit < 0x20) return;
  for (const values of [UNDEFINED, UNSEEN]) {
    step.build.bytes(misread, one, values, DROPPED_COST);
    step.build.bytes(one, two, values, DROPPED_COST);
  }
  misreadOne(step, one, 0);
  misreadOne(step, two, 0);
}
