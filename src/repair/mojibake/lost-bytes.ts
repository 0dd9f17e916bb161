import { doubleByte } from '../decoder/double-byte.ts';
import type { DoubleByteName } from '../decoder/double-byte.ts';
import { isFrequent } from '../decoder/language-model.ts';
import type { LatticeBuilder, LatticeEncoding } from '../decoder/lattice.ts';

/*
 * What may have stood where a reader met bytes that its set does not have: it left a mark for one byte or for two, took the next
 * one along, or said nothing.
 */

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);
/** Bytes undefined in windows-1252. */
export const UNDEFINED: readonly number[] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
/** No-break space and soft hyphen, which programs trim, drop or replace. */
export const UNSEEN: readonly number[] = [0xa0, 0xad];
/** UTF-8 bytes that occur in Chinese text: trail bytes, and lead bytes of `“`, Han and full-width marks. */
const UTF8 = [...range(0x80, 0xbf), ...range(0xe2, 0xe9), 0xef];
const DOUBLE = range(0x81, 0xfe);
/** ASCII bytes that a decoder may have swallowed together with an invalid byte. */
const SWALLOWED = [0x20, 0x2c, 0x2e, 0x3a, ...range(0x30, 0x39)];
const LOST = 2;
const SWALLOW = 6;
const DROPPED = 5;
/** Cost of a pair of private use that the reader left out without a sign. */
const LEFT_OUT = 7;

/** Whether a reader of the set leaves this UTF-16 unit where it lost something; `・` is what Windows puts for code page 932. */
export function isMark(unit: number, read: DoubleByteName): boolean {
  return unit === 0x3f || unit === 0xfffd || (unit === 0x30fb && read === 'cp932');
}

/** Where arcs lead from and to. */
interface Span {
  readonly build: LatticeBuilder;
  readonly from: number;
  readonly to: number;
}

/** What windows-1252 lacks, at a mark, a blank or a hyphen. */
export function lostSingle(
  { build, unit, to }: Omit<Span, 'from'> & { unit: number },
  from: number,
  cost: number,
): void {
  if (unit === 0x3f || unit === 0xfffd) build.bytes(from, to, UNDEFINED, cost + LOST);
  if (unit === 0x20 || unit === 0x09) build.bytes(from, to, [0xa0], cost + LOST);
  if (unit === 0x2d) build.bytes(from, to, [0xad], cost + DROPPED);
}

/** A mark in text read in a double-byte set. */
interface Loss extends Span {
  /** Behind a byte that took the next one along. */
  readonly mid: number;
  /** Node at which a misread run ended with a byte left over. */
  readonly ended: number;
  readonly written: LatticeEncoding;
  readonly read: DoubleByteName;
  /** The byte that comes next, null where that is not known. */
  readonly next: number | null;
  /** Where the mark before this one leads from, or null where none stands there. */
  readonly before: number | null;
}

/**
 * Decoders differ on invalid bytes: most replace one byte and go on with the next, some replace an unmapped pair, some swallow any
 * next byte.
 */
export function lostDouble(loss: Loss, cost: number): void {
  const { build, from, to, ended, written, read, next, before } = loss;
  build.bytes(from, to, leftOver(written, read, next), cost + LOST);
  build.bytes(from, ended, bytesOf(written), cost + LOST);
  if (written === 'utf-8') {
    lostUtf8(loss, cost);
    return;
  }
  build.choose(from, to, unreadCharacters(written, read), cost + LOST);
  if (before !== null) build.choose(before, to, unreadCharacters(written, read), cost + 2 * LOST);
}

function lostUtf8({ build, from, to, mid, read }: Loss, cost: number): void {
  build.bytes(from, mid, UTF8, cost + SWALLOW);
  build.bytes(mid, to, SWALLOWED);
  for (const { first, second } of unreadPairs(read)) {
    const between = build.node(-1);
    build.bytes(from, between, first, cost + LOST);
    build.bytes(between, to, second);
  }
}

function bytesOf(written: LatticeEncoding): readonly number[] {
  return written === 'utf-8' ? UTF8 : DOUBLE;
}

/** True for a pair of bytes that some reader gives up: in no table, or of private use. */
function isUnread(read: DoubleByteName, first: number, second: number): boolean {
  return doubleByte(read).sure[(first << 8) | second] === 0;
}

interface Pairs {
  readonly first: readonly number[];
  readonly second: readonly number[];
}

function remembered<T>(make: (written: LatticeEncoding, read: DoubleByteName, next: number | null) => T): typeof make {
  const known = new Map<string, T>();
  return (written, read, next) => {
    const key = `${written} ${read} ${next}`;
    const found = known.get(key) ?? make(written, read, next);
    known.set(key, found);
    return found;
  };
}

const pairsOfUtf8 = remembered((_, read): readonly Pairs[] => {
  const groups = new Map<string, { first: number[]; second: readonly number[] }>();
  for (const first of UTF8.filter((byte) => byte > 0x80)) {
    const second = UTF8.filter((byte) => isUnread(read, first, byte));
    const group = groups.get(second.join()) ?? { first: [], second };
    group.first.push(first);
    if (second.length > 0) groups.set(second.join(), group);
  }
  return [...groups.values()];
});

/** Byte pairs in UTF-8 that a decoder rejects, with lead bytes grouped by their trail bytes. */
function unreadPairs(read: DoubleByteName): readonly Pairs[] {
  return pairsOfUtf8('utf-8', read, null);
}

const frequentUnread = remembered((written, read): readonly string[] => {
  if (written === 'utf-8') return [];
  const found: string[] = [];
  doubleByte(written).chars.forEach((unit, pair) => {
    const character = String.fromCharCode(unit);
    if (unit !== 0 && isUnread(read, pair >> 8, pair & 0xff) && isFrequent(character)) found.push(character);
  });
  return found;
});

/** Characters whose pair a reader gives up and that anybody would guess, where nothing else is known of them. */
function unreadCharacters(written: LatticeEncoding, read: DoubleByteName): readonly string[] {
  return frequentUnread(written, read, null);
}

/** Bytes that a decoder rejects before `next`, because the pair is unmapped or private use. */
const leftOver = remembered((written, read, next): readonly number[] =>
  bytesOf(written).filter((byte) => byte === 0x80 || next === null || isUnread(read, byte, next)),
);

/** GBK pairs of private use that UTF-8 bytes can form. */
const PRIVATE: readonly Pairs[] = [
  { first: range(0xaa, 0xaf), second: UTF8.filter((byte) => byte > 0xa0) },
  { first: range(0xa1, 0xa7), second: range(0x80, 0xa0) },
];

/** Last bytes of a character in UTF-8, and what the last of a run costs that a reader left out without a sign. */
const TAILS = range(0x80, 0xbf);
const LEFT_OVER = 6;
/** Bytes from here on are taken along as the second of a pair. */
const FIRST_TRAIL = 0x40;

/**
 * Adds what a reader may have dropped: a private-use pair, and in front of what cannot be the second of a pair, one byte. Returns the node
 * after it.
 */
export function leftOut(build: LatticeBuilder, misread: number, line: string, at: number): number {
  const betweens = PRIVATE.map(() => build.node(-1));
  const behind = build.node(at);
  PRIVATE.forEach(({ first, second }, nth) => {
    const between = betweens[nth] ?? behind;
    build.bytes(misread, between, first, LEFT_OUT);
    build.bytes(between, behind, second);
  });
  if (at === line.length || line.charCodeAt(at) < FIRST_TRAIL) build.bytes(misread, behind, TAILS, LEFT_OVER);
  return behind;
}

/** Adds two pairs that a reader may have dropped, with a whole character between them; returns the node after them. */
export function twoLeftOut(build: LatticeBuilder, misread: number, at: number): number {
  const last = build.node(-1);
  const behind = build.node(at);
  build.bytes(misread, last, PRIVATE[0]?.first ?? [], LEFT_OUT);
  build.choose(last, behind, leftOutCharacters(), LEFT_OUT);
  return behind;
}

/**
 * Characters that are gone with two pairs: of `个行业`, E4B8 AAE8 A18C E4B89A, the middle one. The first pair ends with its first byte, the
 * second is its other two.
 */
function leftOutCharacters(): readonly string[] {
  if (leftOutWhole) return leftOutWhole;
  const found: string[] = [];
  for (let unit = FIRST_HAN; unit <= LAST_HAN; unit++) {
    const [, second = 0, third = 0] = Buffer.from(String.fromCharCode(unit));
    const isPrivate = PRIVATE.some((pairs) => pairs.first.includes(second) && pairs.second.includes(third));
    if (isPrivate && isFrequent(String.fromCharCode(unit))) found.push(String.fromCharCode(unit));
  }
  return (leftOutWhole = found);
}
let leftOutWhole: readonly string[] | undefined;
const FIRST_HAN = 0x4e00;
const LAST_HAN = 0x9fa5;
