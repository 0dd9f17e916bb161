import { graphBuilder } from '../decoder/lattice.ts';
import type { ByteGraph, GraphBuilder, Wording } from '../decoder/lattice.ts';
import { doubleByte } from '../decoder/double-byte.ts';
import { codePage } from './code-pages.ts';
import { singleBytes } from './single-byte.ts';

/** Written in one encoding, read in another. */
export interface Misreading {
  readonly written: Wording;
  /** `mended`: as windows-1252, by a program that then decoded whatever looked like UTF-8. */
  readonly read: 'single-byte' | 'mended' | 'gbk' | 'big5';
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
  if (read === 'mended') {
    const byte = codePage('windows-1252').byteOf[unit] ?? 0;
    return byte === 0 ? [...Buffer.from(String.fromCharCode(unit), 'utf8')] : [byte];
  }
  const code = doubleByte(read).pairs[unit] ?? 0;
  if (code === 0) return null;
  return code < 0x100 ? [code] : [code >> 8, code & 0xff];
}

/** Characters of windows-1252 may be mended ones, too: `ë` is 0xEB, or 0xC3 0xAB. */
const MENDED = 1;
/** Costs of a pair of private use that the reader left out without a sign, and of a byte that trimming took off a line. */
const LEFT_OUT = 7;
const TRIMMED = 2;
/** No-break space and soft hyphen, which programs trim, drop and replace. */
const UNSEEN: readonly number[] = [0xa0, 0xad];

/**
 * Every way a line may be clean in places and misread in others. The last node is reached by a line feed that is added.
 * `guess` also allows for bytes that were lost.
 */
export function misreadGraph(line: string, misreading: Misreading, guess: boolean): ByteGraph {
  const build = graphBuilder(misreading.written);
  let clean = build.node(0);
  let misread = build.node(-1);
  let left = build.node(-1);
  const drops = guess && leavesOut(line, misreading);
  const loses = guess && misreading.read === 'single-byte';
  for (let i = 0; i < line.length; i++) {
    const behindGap = drops && i > 0 ? leftOut(build, misread, i) : -1;
    const mids = [build.node(-1), build.node(-1)];
    const dropped = loses ? [build.node(-1), build.node(-1)] : [];
    const nextClean = build.node(i + 1);
    const to = build.node(i + 1);
    const ended = build.node(i + 1);
    const [unit, next] = [line.charCodeAt(i), line.charCodeAt(i + 1) || 0];
    const step: Step = { build, unit, next, ended, misreading, guess, mids, to };
    build.text(clean, nextClean, line[i] ?? '');
    build.text(misread, nextClean, line[i] ?? '', SWITCH);
    build.text(left, nextClean, line[i] ?? '', LEAVE);
    misreadOne(step, clean, i === 0 ? 1 : SWITCH);
    misreadOne(step, misread, 0);
    if (behindGap >= 0) {
      misreadOne(step, behindGap, 0);
      build.text(behindGap, nextClean, line[i] ?? '', SWITCH);
    }
    gaps(step, misread, dropped);
    clean = nextClean;
    misread = to;
    left = ended;
  }
  const lost = loses ? droppedAtEnd(build, misread, line.length) : [];
  const behindLast = drops ? [leftOut(build, misread, line.length)] : [];
  const end = build.node(-1);
  for (const last of [clean, misread, ...lost, ...behindLast]) build.text(last, end, '\n');
  return build.graph;
}

/** Whether a reader may have left out pairs without a sign: one that gives a sign does so everywhere. */
function leavesOut(line: string, { written, read }: Misreading): boolean {
  return written === 'utf-8' && read === 'gbk' && !/[?\ufffd]/.test(line);
}

/** The nodes behind one byte and two that were dropped at the end of a line. */
function droppedAtEnd(build: GraphBuilder, misread: number, at: number): readonly number[] {
  const [one, two] = [build.node(at), build.node(at)];
  build.bytes(misread, one, UNSEEN, TRIMMED);
  for (const [from, to] of [
    [misread, one],
    [one, two],
  ] as const)
    build.bytes(from, to, UNDEFINED, DROPPED);
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
  readonly mids: readonly number[];
  readonly to: number;
}

function misreadOne(step: Step, from: number, cost: number): void {
  const { build, unit, misreading, guess, to } = step;
  chain(step, from, bytesBehind(unit, misreading.read) ?? [], cost);
  if (unit === 0x20ac && misreading.read !== 'single-byte' && misreading.read !== 'mended')
    build.bytes(from, to, [0x80], cost);
  if (misreading.read === 'mended' && unit >= 0xa1 && unit < 0x100)
    chain(step, from, [...Buffer.from(String.fromCharCode(unit), 'utf8')], cost + MENDED);
  if (guess && misreading.read === 'single-byte') lostSingle(step, from, cost);
  else if (guess && (unit === 0x3f || unit === 0xfffd)) lostDouble(step, from, cost);
}

/** One to three bytes, one behind the other. */
function chain({ build, mids, to }: Step, from: number, bytes: readonly number[], cost: number): void {
  let at = from;
  bytes.forEach((byte, nth) => {
    const next = nth === bytes.length - 1 ? to : (mids[nth] ?? to);
    build.bytes(at, next, [byte], nth === 0 ? cost : 0);
    at = next;
  });
}

/** Pairs of private use inside UTF-8, as GBK has them. */
const PRIVATE: readonly Pairs[] = [
  { first: range(0xaa, 0xaf), second: UTF8.filter((byte) => byte > 0xa0) },
  { first: range(0xa1, 0xa7), second: range(0x80, 0xa0) },
];

/** A pair of private use, which some readers of GBK leave out; what follows goes on from the node that is returned. */
function leftOut(build: GraphBuilder, misread: number, at: number): number {
  const betweens = PRIVATE.map(() => build.node(-1));
  const behind = build.node(at);
  PRIVATE.forEach(({ first, second }, nth) => {
    const between = betweens[nth] ?? behind;
    build.bytes(misread, between, first, LEFT_OUT);
    build.bytes(between, behind, second);
  });
  return behind;
}

function lostSingle({ build, unit, to }: Step, from: number, cost: number): void {
  if (unit === 0x3f || unit === 0xfffd) build.bytes(from, to, UNDEFINED, cost + LOST);
  if (unit === 0x20 || unit === 0x09) build.bytes(from, to, [0xa0], cost + LOST);
  if (unit === 0x2d) build.bytes(from, to, [0xad], cost + DROPPED);
}

/**
 * Readers differ: most give up one byte and go on with the next, some take a pair that their table lacks along, some take any
 * next byte along.
 */
function lostDouble({ build, next, misreading, mids, ended, to }: Step, from: number, cost: number): void {
  const [mid = to] = mids;
  const lead = bytesBehind(next, misreading.read)?.[0] ?? null;
  build.bytes(
    from,
    to,
    leftOver(misreading.read, next === 0 || next === 0x3f || next === 0xfffd ? null : lead),
    cost + LOST,
  );
  build.bytes(from, mid, UTF8, cost + SWALLOW);
  build.bytes(mid, to, SWALLOWED);
  build.bytes(from, ended, UTF8, cost + LOST);
  for (const { first, second } of unreadPairs(misreading.read)) {
    const between = build.node(-1);
    build.bytes(from, between, first, cost + LOST);
    build.bytes(between, to, second);
  }
}

/** True for a pair of bytes that a reader gives up: in no table, or of private use. */
function isUnread(read: Misreading['read'], first: number, second: number): boolean {
  if (read === 'single-byte' || read === 'mended') return false;
  const unit = doubleByte(read).chars[(first << 8) | second] ?? 0;
  return unit === 0 || (unit >= 0xe000 && unit < 0xf900);
}

interface Pairs {
  readonly first: readonly number[];
  readonly second: readonly number[];
}

const unread = new Map<Misreading['read'], readonly Pairs[]>();

/** Pairs inside UTF-8 that a reader gives up, first bytes with the same second bytes together. */
function unreadPairs(read: Misreading['read']): readonly Pairs[] {
  const known = unread.get(read);
  if (known) return known;
  const groups = new Map<string, { first: number[]; second: readonly number[] }>();
  for (const first of UTF8.filter((byte) => byte > 0x80)) {
    const second = UTF8.filter((byte) => isUnread(read, first, byte));
    const group = groups.get(second.join()) ?? { first: [], second };
    group.first.push(first);
    if (second.length > 0) groups.set(second.join(), group);
  }
  const found = [...groups.values()];
  unread.set(read, found);
  return found;
}

const leftOvers = new Map<string, readonly number[]>();

/** Bytes that a reader cannot read before `next`: no pair of both is a character, private use aside. */
function leftOver(read: Misreading['read'], next: number | null): readonly number[] {
  const key = `${read} ${next}`;
  const known = leftOvers.get(key);
  if (known) return known;
  const values = UTF8.filter((byte) => byte === 0x80 || next === null || isUnread(read, byte, next));
  leftOvers.set(key, values);
  return values;
}

function gaps(step: Step, misread: number, dropped: readonly number[]): void {
  const [one, two] = dropped;
  if (one === undefined || two === undefined || step.unit < 0x20) return;
  for (const values of [UNDEFINED, UNSEEN]) {
    step.build.bytes(misread, one, values, DROPPED);
    step.build.bytes(one, two, values, DROPPED);
  }
  misreadOne(step, one, 0);
  misreadOne(step, two, 0);
}
