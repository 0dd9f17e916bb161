import { isUtf8 } from 'node:buffer';
import { characterCosts } from './model/character-costs.ts';
import type { Script } from './model/character-costs.ts';
import { asBuffer, decodeAs } from './codecs/index.ts';
import { readings, weighedCost } from './model/surprise.ts';
import { tallyOf } from './model/tally.ts';
import { lineDoubts, PLAIN, STRONG, WEAK } from './mixed-line.ts';
import { utf8Evidence } from './utf-8.ts';

/** The scripts that an encoding can hold. Only these encodings are looked through for lines in another one. */
const SCRIPTS: Readonly<Record<string, readonly Script[]>> = {
  'utf-8': ['hans', 'hant', 'ja', 'ko'],
  gb18030: ['hans', 'hant', 'ja', 'ko'],
  big5: ['hant', 'ja'],
};
/** The scripts in which most lines of such a file are; the others are asked about a line only where these do not explain it. */
const USUAL: Readonly<Record<string, readonly Script[]>> = {
  'utf-8': ['hans', 'hant'],
  gb18030: ['hans', 'hant'],
  big5: ['hant'],
};
const OTHERS: readonly string[] = ['utf-8', 'gb18030', 'big5', 'euc-jp', 'shift_jis', 'euc-kr'];
/** Mean surprise in bits of a character up to which a line passes for text. */
const TEXT_ENOUGH = 12;

/** By how many bits another encoding must read better, in all and for each character. */
interface Demand {
  readonly bits: number;
  readonly mean: number;
}
const CLEARLY: Demand = { bits: 24, mean: 2 };
/** Enough beside a line that clearly is in that encoding. */
const BESIDE: Demand = { bits: 4, mean: 1 };

/** What a line is taken to be in until it shows otherwise, and what else it may be in. */
interface Home {
  readonly name: string;
  readonly scripts: readonly Script[];
  readonly others: ReadonlySet<string>;
}

/** Lines in a row that share an encoding. */
export interface Stretch {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The bytes as stretches of lines, most of them in encoding `name`, whose text (in `name` alone) is given;
 * null if there is no line that is clearly in another encoding, one of `allowed` where that is given.
 */
export function stretchesOf(
  name: string,
  bytes: Uint8Array,
  text: string,
  allowed: ReadonlySet<string> | null,
): readonly Stretch[] | null {
  const scripts = SCRIPTS[name];
  if (scripts === undefined) return null;
  const doubts = lineDoubts(text, name, USUAL[name] ?? scripts);
  if (!doubts.includes(STRONG)) return null;
  const home: Home = { name, scripts, others: new Set(OTHERS.filter((other) => allowed?.has(other) !== false)) };
  const ends = lineEnds(bytes);
  const line = (i: number): Uint8Array => bytes.subarray(ends[i - 1] ?? 0, ends[i]);
  const names = doubts.map((doubt, i) => {
    return doubt === STRONG ? (otherEncoding(home, line(i), null, CLEARLY) ?? name) : name;
  });
  if (names.every((other) => other === name)) return null;
  const order = Array.from(doubts.keys());
  for (const direction of [order, order.toReversed()]) spread(direction, home, line, doubts, names);
  return join(names, bytes, ends);
}

/** Gives doubtful lines the encoding of the line before them, in the given order, where it reads better; lines of ASCII are passed over. */
function spread(
  order: readonly number[],
  home: Home,
  line: (i: number) => Uint8Array,
  doubts: readonly number[],
  names: string[],
): void {
  const { name } = home;
  let near = name;
  for (const i of order) {
    if (doubts[i] === PLAIN) continue;
    if (names[i] === name && near !== name && (doubts[i] === WEAK || doubts[i] === STRONG)) {
      names[i] = otherEncoding(home, line(i), near, BESIDE) ?? name;
    }
    near = names[i] ?? name;
  }
}

/** Offsets after each line. A line feed ends a line in all of these encodings, in the bytes as in the text. */
function lineEnds(bytes: Uint8Array): readonly number[] {
  const ends: number[] = [];
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 10) ends.push(i + 1);
  ends.push(bytes.length);
  return ends;
}

function join(names: readonly string[], bytes: Uint8Array, ends: readonly number[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let start = 0;
  names.forEach((name, i) => {
    if (names[i + 1] === name) return;
    stretches.push({ name, bytes: bytes.subarray(start, ends[i]) });
    start = ends[i] ?? bytes.length;
  });
  return stretches;
}

/** The encoding (`only`, if given) in which a line reads better by as much as is demanded, or null. */
function otherEncoding(
  { name, scripts, others }: Home,
  line: Uint8Array,
  only: string | null,
  demand: Demand,
): string | null {
  if (name !== 'utf-8' && isUtf8(asBuffer(line))) {
    return others.has('utf-8') && utf8Evidence(line).long >= (only === 'utf-8' ? 1 : 2) ? 'utf-8' : null;
  }
  // A line that is mostly UTF-8 is damaged, not in another encoding.
  if (name === 'utf-8' && isMostlyUtf8(line)) return null;
  const [best] = readings(line, only === null ? others : new Set([only]));
  if (best === undefined || best.name === name || best.invalid * 20 > best.chars) return null;
  const own = ownBits(name, scripts, line);
  const better = own.bits - best.bits >= demand.bits && own.mean - best.mean >= demand.mean;
  return better && best.mean <= TEXT_ENOUGH ? best.name : null;
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
