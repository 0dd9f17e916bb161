import type { Column, Named } from './body-column.ts';
import type { Evidence } from './body-evidence.ts';
import type { PageLine } from './page.ts';

/** Size of the tables of pairs of characters; two pairs that fall on one place are taken for the same. */
const PAIRS = 0x10000;
/** How far apart, in lines, a pair still speaks for one subject. */
const NEAR = 12;

/** How lines resemble each other: pairs of characters that stand in others nearby, as they do in a text of one subject, and the shapes in which entries of lists recur. */
export function textureOf({ page: { lines }, title }: Evidence, letters: Column): readonly Named[] {
  const pairs = lines.map(({ shadow }) => pairsOf(shadow));
  const before = heardBefore(pairs);
  const behind = heardBefore(pairs.toReversed()).toReversed();
  const shared = pairs.map((own, i) => share(own, (_, at) => before[i]?.[at] === 1 || behind[i]?.[at] === 1));
  const titled = new Set(title === null ? [] : pairs[title]);
  const named = pairs.map((own, i) => (i === title ? 0 : share(own, (pair) => titled.has(pair))));
  const kinds = lines.map(({ shadow }) => kindOf(shadow));
  return [
    ['shared', Float32Array.from(shared)],
    ['sharedLetters', Float32Array.from(shared, (value, i) => Math.log2(1 + value * (letters[i] ?? 0)))],
    ['named', Float32Array.from(named)],
    ...recurring(kinds),
  ];
}

/** The pairs of Chinese characters in a line, each once, as places in a table. Only its beginning is looked at. */
function pairsOf(shadow: string): Uint16Array {
  const found = new Set<number>();
  const end = Math.min(shadow.length, 200);
  for (let i = 1; i < end; i++) {
    const [first, second] = [shadow.charCodeAt(i - 1), shadow.charCodeAt(i)];
    if (first >= 0x3400 && second >= 0x3400 && first < 0xa000 && second < 0xa000)
      found.add((Math.imul(first, 0x9e37) ^ Math.imul(second, 0x79b1)) & (PAIRS - 1));
  }
  return Uint16Array.from(found);
}

/** For each line, 1 for each of its pairs that stands in one of the lines before it that are near. */
function heardBefore(pairs: readonly Uint16Array[]): readonly Uint8Array[] {
  const last = new Int32Array(PAIRS).fill(-NEAR - 1);
  return pairs.map((own, i) => {
    const heard = Uint8Array.from(own, (pair) => (i - (last[pair] ?? 0) <= NEAR ? 1 : 0));
    for (const pair of own) last[pair] = i;
    return heard;
  });
}

function share(own: Uint16Array, holds: (pair: number, at: number) => boolean): number {
  let count = 0;
  for (let at = 0; at < own.length; at++) if (holds(own[at] ?? 0, at)) count++;
  return count / Math.max(1, own.length);
}

/** What a line looks like with words and numbers left open: `字·0字`. */
function kindOf(shadow: string): string {
  return shadow
    .slice(0, 60)
    .replace(/\d+/g, '0')
    .replace(/[\p{L}\p{M}]+/gu, '字')
    .slice(0, 16);
}

/** A kind that says nothing. */
const PLAIN = '字';

function recurring(kinds: readonly string[]): readonly Named[] {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const echo = kinds.map((kind, i) => {
    if (kind === PLAIN) return 0;
    let count = 0;
    for (let near = i - 6; near <= i + 6; near++) if (near !== i && kinds[near] === kind) count++;
    return count;
  });
  return [
    ['alike', Float32Array.from(kinds, (kind) => (kind === PLAIN ? 0 : Math.log2(counts.get(kind) ?? 1)))],
    ['echo', Float32Array.from(echo)],
  ];
}

/** Spaces between words, and how long what stands between them is on average. */
export function spacing(lines: readonly PageLine[]): readonly Named[] {
  const spaces = lines.map(({ text }) => text.match(/\s+/g)?.length ?? 0);
  return [
    ['spaces', Float32Array.from(spaces, (count) => Math.log2(1 + count))],
    ['between', Float32Array.from(lines, ({ text }, i) => Math.log2(1 + text.length / (1 + (spaces[i] ?? 0))))],
    ['cut', Float32Array.from(lines, ({ shadow }) => (/(?:\.\.|…)$/.test(shadow) ? 1 : 0))],
    ['asks', Float32Array.from(lines, ({ shadow }) => (/[!?]$/.test(shadow) ? 1 : 0))],
    ['tail', Float32Array.from(lines, ({ shadow }) => (/\d$/.test(shadow) ? 1 : 0))],
    ['head', Float32Array.from(lines, ({ shadow }) => (/^\d/.test(shadow) ? 1 : 0))],
  ];
}
