import { isUtf8 } from 'node:buffer';
import { characterCosts } from '../text/character-costs.ts';
import type { Script } from '../text/character-costs.ts';
import { asBuffer, decodeAs } from './codecs/index.ts';
import { readings, weighedCost } from './model/surprise.ts';
import { tallyOf } from './model/tally.ts';
import { lineDoubts, PLAIN, STRONG, WEAK } from './mixed-line.ts';
import { stretchesWithin } from './mixed-within.ts';
import type { Stretch } from './mixed-within.ts';
import { utf8Evidence } from './utf-8.ts';

/** The scripts that an encoding can represent. Only text in these encodings is searched for lines in another one. */
const SCRIPTS: Readonly<Record<string, readonly Script[]>> = {
  'utf-8': ['hans', 'hant', 'ja', 'ko'],
  gb18030: ['hans', 'hant', 'ja', 'ko'],
  big5: ['hant', 'ja'],
};
/** The scripts of most lines; the others are tried only for lines that these do not explain. */
const COMMON_SCRIPTS: Readonly<Record<string, readonly Script[]>> = {
  'utf-8': ['hans', 'hant'],
  gb18030: ['hans', 'hant'],
  big5: ['hant'],
};
/** Encodings that a line may be in instead. */
const ALTERNATIVES: readonly string[] = ['utf-8', 'gb18030', 'big5', 'euc-jp', 'shift_jis', 'euc-kr'];
/** Largest mean surprise, in bits per character, of text. */
const MAX_TEXT_BITS = 12;

/** Smallest advantage of another encoding: bits in total, and bits per character. */
interface Margin {
  readonly bits: number;
  readonly mean: number;
}
const CLEAR_MARGIN: Margin = { bits: 24, mean: 2 };
/** Sufficient for neighbours of a line that clearly is in that encoding. */
const NEIGHBOUR_MARGIN: Margin = { bits: 4, mean: 1 };

/** The encoding of most lines, and its alternatives. */
interface MainEncoding {
  readonly name: string;
  readonly scripts: readonly Script[];
  readonly others: ReadonlySet<string>;
}

/**
 * Splits bytes into stretches of lines by encoding. Most lines are in encoding `name`, and `text` is all of the bytes decoded as
 * `name`. Null if no line is clearly in another encoding; `allowed`, if not null, limits the others.
 */
export function stretchesOf(
  name: string,
  bytes: Uint8Array,
  text: string,
  allowed: ReadonlySet<string> | null,
): readonly Stretch[] | null {
  const scripts = SCRIPTS[name];
  if (scripts === undefined) return null;
  const doubts = lineDoubts(text, name, COMMON_SCRIPTS[name] ?? scripts);
  if (!doubts.includes(STRONG)) return null;
  const main: MainEncoding = {
    name,
    scripts,
    others: new Set(ALTERNATIVES.filter((other) => allowed?.has(other) !== false)),
  };
  const ends = lineEnds(bytes);
  const line = (i: number): Uint8Array => bytes.subarray(ends[i - 1] ?? 0, ends[i]);
  const names = doubts.map((doubt, i) => {
    return doubt === STRONG ? (otherEncoding(main, line(i), null, CLEAR_MARGIN) ?? name) : name;
  });
  const within = names.map((other, i) => {
    return other === name && doubts[i] === STRONG ? stretchesWithin(line(i), main.others) : null;
  });
  if (names.every((other, i) => other === name && !within[i])) return null;
  const order = Array.from(doubts.keys());
  for (const direction of [order, order.toReversed()]) spread(direction, main, line, doubts, names);
  return join(names, within, bytes, ends);
}

/**
 * Gives doubtful lines the encoding of the preceding line, in the given order, if they read better in it. ASCII lines are
 * skipped.
 */
function spread(
  order: readonly number[],
  main: MainEncoding,
  line: (i: number) => Uint8Array,
  doubts: readonly number[],
  names: string[],
): void {
  const { name } = main;
  let near = name;
  for (const i of order) {
    if (doubts[i] === PLAIN) continue;
    if (names[i] === name && near !== name && (doubts[i] === WEAK || doubts[i] === STRONG)) {
      names[i] = otherEncoding(main, line(i), near, NEIGHBOUR_MARGIN) ?? name;
    }
    near = names[i] ?? name;
  }
}

/** End offset of each line. In all of these encodings the byte 0x0A is always a line feed. */
function lineEnds(bytes: Uint8Array): readonly number[] {
  const ends: number[] = [];
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 10) ends.push(i + 1);
  ends.push(bytes.length);
  return ends;
}

/** Joins neighbouring lines in the same encoding; `within` has the stretches of lines in more than one. */
function join(
  names: readonly string[],
  within: readonly (readonly Stretch[] | null)[],
  bytes: Uint8Array,
  ends: readonly number[],
): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let start = 0;
  names.forEach((name, i) => {
    const parts = within[i] ?? null;
    if (parts === null && names[i + 1] === name && !within[i + 1]) return;
    for (const part of parts ?? [{ name, bytes: bytes.subarray(start, ends[i]) }]) stretches.push(part);
    start = ends[i] ?? bytes.length;
  });
  return stretches;
}

/** The encoding (`only`, if given) in which a line reads better by the given margin, or null. */
function otherEncoding(
  { name, scripts, others }: MainEncoding,
  line: Uint8Array,
  only: string | null,
  margin: Margin,
): string | null {
  if (name !== 'utf-8' && isUtf8(asBuffer(line))) {
    return others.has('utf-8') && utf8Evidence(line).long >= (only === 'utf-8' ? 1 : 2) ? 'utf-8' : null;
  }
  // A line that is mostly UTF-8 is damaged, not in another encoding.
  if (name === 'utf-8' && isMostlyUtf8(line)) return null;
  const [best] = readings(line, only === null ? others : new Set([only]));
  if (best === undefined || best.name === name || best.invalid * 20 > best.chars) return null;
  const own = ownBits(name, scripts, line);
  const better = own.bits - best.bits >= margin.bits && own.mean - best.mean >= margin.mean;
  return better && best.mean <= MAX_TEXT_BITS ? best.name : null;
}

function isMostlyUtf8(line: Uint8Array): boolean {
  const { long, bad } = utf8Evidence(line);
  return long >= 2 && long >= bad;
}

function ownBits(name: string, scripts: readonly Script[], line: Uint8Array): { bits: number; mean: number } {
  const tally = tallyOf(decodeAs(name, line));
  const costs = scripts.map((script) => {
    const beyond = weighedCost(tally, characterCosts(script));
    return { bits: tally.ascii + beyond, mean: beyond / tally.chars };
  });
  return costs.reduce((best, next) => (next.bits < best.bits ? next : best));
}
