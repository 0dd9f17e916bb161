import { BIT, characterCosts } from '../text/character-costs.ts';
import { ASCII } from './model/tally.ts';
import { decodeAs } from './codecs/index.ts';

/** Encodings in which all that follows a lost byte is read across two characters, up to the next character of ASCII. */
const PAIRED: ReadonlySet<string> = new Set(['gb18030', 'big5']);

/** Excess of a stretch over what characters cost in Chinese text, in units of `BIT`, from which its line is examined. */
const EXPECTED = 11 * BIT;
const MIN_EXCESS = 12 * BIT;
/** Cost of a byte alone: dearer than any character, so that rare ones are not taken apart. */
const LONE = 28 * BIT;
/** A no-break space saved as one byte may stand alone. */
const NO_BREAK_SPACE = 0xa0;
const LONE_SPACE = 20 * BIT;
/** Largest mean cost of a realigned stretch, which is that of text, and its least gain. */
const MOST_MEAN = 12 * BIT;
const MIN_GAIN = 6 * BIT;
/** Largest mean number of times that a realigned stretch has each of its characters: 啊啊啊 is a row of “ one byte off. */
const MOST_REPEATS = 3;
/** Cost of bytes that are no character, and of four bytes that are one. */
const INVALID = 24 * BIT;
const FOUR_BYTES = 20 * BIT;

/**
 * Decoded text with lines decoded anew in which a byte was lost or added: the byte left alone becomes U+FFFD, and what follows it is
 * aligned again. Lines that read well are returned as they are.
 */
export function realigned(name: string, bytes: Uint8Array, text: string): string {
  if (!PAIRED.has(name)) return text;
  const strange = strangeLines(text);
  if (strange.length === 0) return text;
  const parts: string[] = [];
  let [line, at, done] = [0, 0, 0];
  for (const wanted of strange) {
    for (; line < wanted; line++) at = bytes.indexOf(10, at) + 1;
    const feed = bytes.indexOf(10, at);
    const end = feed < 0 ? bytes.length : feed;
    for (const lone of loneBytes(name, bytes.subarray(at, end))) {
      parts.push(
        decodeAs(name, bytes.subarray(done, at + lone)),
        bytes[at + lone] === NO_BREAK_SPACE ? '\u00a0' : '\ufffd',
      );
      done = at + lone + 1;
    }
  }
  return done === 0 ? text : parts.join('') + decodeAs(name, bytes.subarray(done));
}

/** Numbers of the lines with a stretch of characters that are rarer than those of text. One tight loop, since it runs over whole files. */
function strangeLines(text: string): readonly number[] {
  const costs = chineseCosts();
  const found: number[] = [];
  let [line, excess, strange] = [0, 0, false];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x80) {
      excess = Math.max(0, excess + (costs[unit] ?? 0) - EXPECTED);
      strange ||= excess > MIN_EXCESS;
    } else {
      excess = 0;
      if (unit !== 10) continue;
      if (strange) found.push(line);
      strange = false;
      line++;
    }
  }
  if (strange) found.push(line);
  return found;
}

let costsOfChinese: Uint8Array | null = null;

/** Cost of each code unit in the Chinese script where it is cheaper; private use is no text. */
function chineseCosts(): Uint8Array {
  if (costsOfChinese !== null) return costsOfChinese;
  const other = characterCosts('hant');
  costsOfChinese = characterCosts('hans').map((cost, unit) => Math.min(cost, other[unit] ?? 0));
  return costsOfChinese.fill(INVALID, 0xe000, 0xf900);
}

/** How the bytes of a line are divided into characters. */
interface Division {
  /** Cost of the bytes before each place. */
  readonly costs: Float64Array;
  /** Where the character begins that ends at each place; -1 where none ends. */
  readonly from: Int32Array;
}

/** Places of bytes that stand alone in a line, between which the characters read as text and as decoded do not. */
function loneBytes(name: string, line: Uint8Array): readonly number[] {
  const pairs = pairCosts(name);
  const plain = plainDivision(line, pairs);
  const best = onPath(likeliestDivision(line, pairs));
  const found: number[] = [];
  let start = 0;
  for (let end = 1; end <= line.length; end++) {
    if (best.from[end] === -1 || plain.from[end] === -1) continue;
    const parted = best.from[end] !== start || plain.from[end] !== start;
    if (parted) for (const lone of loneBetween(line, best, plain, start, end)) found.push(lone);
    start = end;
  }
  return found;
}

/** The bytes alone between two places where both divisions have a boundary, if the better one reads as text and the plain one does not. */
function loneBetween(line: Uint8Array, best: Division, plain: Division, start: number, end: number): readonly number[] {
  const lone: number[] = [];
  const distinct = new Set<number>();
  let chars = 0;
  for (let at = end; at > start; at = best.from[at] ?? 0) {
    const first = best.from[at] ?? 0;
    if (at - first === 1 && (line[first] ?? 0) >= 0x80) lone.push(first);
    else {
      chars++;
      distinct.add(((line[first] ?? 0) << 8) | (line[first + 1] ?? 0));
    }
  }
  const cost = spent(best, start, end) - lone.reduce((sum, at) => sum + loneCost(line, at), 0);
  const gain = spent(plain, start, end) - cost - INVALID * lone.length;
  const isText = cost <= MOST_MEAN * chars && distinct.size * MOST_REPEATS >= chars;
  return isText && gain >= MIN_GAIN ? lone.reverse() : [];
}

function spent({ costs }: Division, start: number, end: number): number {
  return (costs[end] ?? 0) - (costs[start] ?? 0);
}

/** The division that the decoder makes. */
function plainDivision(line: Uint8Array, pairs: Uint16Array): Division {
  const division = emptyDivision(line.length);
  for (let at = 0; at < line.length;) {
    const [length, cost] = characterAt(line, at, pairs) ?? [(line[at + 1] ?? 0) < 0x80 ? 1 : 2, INVALID];
    const end = Math.min(line.length, at + length);
    division.from[end] = at;
    division.costs[end] = (division.costs[at] ?? 0) + cost;
    at = end;
  }
  return division;
}

/** The cheapest division in which any byte may stand alone. */
function likeliestDivision(line: Uint8Array, pairs: Uint16Array): Division {
  const { costs, from } = emptyDivision(line.length);
  costs.fill(Infinity, 1);
  for (let at = 0; at < line.length; at++) {
    const before = costs[at] ?? 0;
    const found = characterAt(line, at, pairs);
    if (found !== null) reach(at, at + found[0], before + found[1]);
    if ((line[at] ?? 0) >= 0x80) reach(at, at + 1, before + loneCost(line, at));
  }
  return { costs, from };

  function reach(start: number, end: number, cost: number): void {
    if (end > line.length || cost >= (costs[end] ?? 0)) return;
    costs[end] = cost;
    from[end] = start;
  }
}

function emptyDivision(length: number): Division {
  return { costs: new Float64Array(length + 1), from: new Int32Array(length + 1).fill(-1) };
}

/** The division with the boundaries on the way to the end alone. */
function onPath({ costs, from }: Division): Division {
  const kept = new Int32Array(from.length).fill(-1);
  for (let at = from.length - 1; at > 0; at = from[at] ?? 0) kept[at] = from[at] ?? 0;
  return { costs, from: kept };
}

/** Length in bytes and cost of the character at a place, or null. */
function characterAt(line: Uint8Array, at: number, pairs: Uint16Array): readonly [length: number, cost: number] | null {
  const first = line[at] ?? 0;
  if (first < 0x80) return [1, ASCII[first] ?? 0];
  const second = line[at + 1] ?? 0;
  const pair = pairs[(first << 8) | second] ?? 0;
  if (pair > 0) return [2, pair];
  return isDigit(second) && (line[at + 2] ?? 0) > 0x80 && isDigit(line[at + 3] ?? 0) ? [4, FOUR_BYTES] : null;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** Cost of a byte alone; that before ASCII is one for the decoder as well. */
function loneCost(line: Uint8Array, at: number): number {
  if (line[at] === NO_BREAK_SPACE) return LONE_SPACE;
  return (line[at + 1] ?? 0) < 0x40 ? INVALID : LONE;
}

const pairCostsByName = new Map<string, Uint16Array>();

/** Cost of the character of each pair of bytes; 0 where there is none. */
function pairCosts(name: string): Uint16Array {
  const known = pairCostsByName.get(name);
  if (known !== undefined) return known;
  const costs = chineseCosts();
  const pairs = new Uint16Array(0x10000);
  for (let first = 0x81; first < 0xff; first++) {
    const row = Uint8Array.from({ length: 3 * (0xff - 0x40) }, (_, i) => [first, 0x40 + i / 3, 10][i % 3] ?? 0);
    decodeAs(name, row)
      .split('\n')
      .forEach((made, i) => {
        if (made !== '' && !made.startsWith('\ufffd'))
          pairs[(first << 8) | (0x40 + i)] = costs[made.charCodeAt(0)] ?? 0;
      });
  }
  pairCostsByName.set(name, pairs);
  return pairs;
}
