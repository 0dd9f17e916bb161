import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readNewspaper } from '../../src/tables/newspaper.ts';
import { packedPairs } from '../../src/tables/word-pairs.ts';
import {
  END,
  knownPairs,
  NUMBER,
  pairGain,
  START,
  symbolOf,
  UNKNOWN,
  unpackedPairs,
} from '../../src/text/word-pairs.ts';
import type { WordPairs } from '../../src/text/word-pairs.ts';
import { child, wordTrie } from '../../src/text/word-trie.ts';

function symbol({ ofNode }: WordPairs, word: string): number {
  let node = 0;
  for (const char of word) node = child(wordTrie(), node, char.charCodeAt(0));
  return ofNode[node] ?? UNKNOWN;
}

const WORDS = ['一定', '要', '说', '不会', '继续'];

test('the generated module numbers the words of the dictionary, and is small', () => {
  const file = readFileSync('src/tables/generated/word-pairs.ts', 'utf8');
  expect(Buffer.byteLength(file)).toBeLessThanOrEqual(420_000);
  const pairs = knownPairs();
  const gain = (first: string, second: string): number => pairGain(pairs, symbol(pairs, first), symbol(pairs, second));
  for (const [first, second] of [
    ['一定', '要'],
    ['国务院', '总理'],
    ['发挥', '作用'],
    ['不可', '避免'],
  ] as const)
    expect(gain(first, second), first + second).toBeGreaterThan(1);
  for (const [first, second] of [
    ['一定', '说'],
    ['的', '了'],
    ['发挥', '总理'],
  ] as const)
    expect(gain(first, second), first + second).toBeLessThan(0);
  expect(pairGain(pairs, NUMBER, symbol(pairs, '个'))).toBeGreaterThan(1);
  expect(pairGain(pairs, symbolOf('，'), symbol(pairs, '但'))).toBeGreaterThan(1);
  expect(pairGain(pairs, START, symbol(pairs, '据'))).toBeGreaterThan(1);
  expect(symbol(pairs, '二十')).toBe(NUMBER);
  expect(pairGain(pairs, UNKNOWN, symbol(pairs, '要'))).toBe(0);
  expect(symbolOf('\n')).toBe(END);
});

/** FNV-1a of 64 bits over the two bytes of each character, the low one first. */
function hash(text: string): bigint {
  let state = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text, 'utf16le')) state = ((state ^ BigInt(byte)) * 0x100000001b3n) % 2n ** 64n;
  return state;
}

/** Arrays as Java serializes them. */
function serialized(...arrays: readonly (readonly [type: string, write: (sub: Writer) => Buffer])[]): Buffer {
  const types: string[] = [];
  const sub: Writer = (type, elements) => {
    const seen = types.indexOf(type);
    const named = Buffer.concat([
      Buffer.from([0x72, 0, type.length]),
      Buffer.from(type),
      Buffer.alloc(11),
      Buffer.from('xp'),
    ]);
    const reference = Buffer.from([0x71, 0, 0x7e, 0, seen]);
    if (seen < 0) types.push(type);
    types.push('');
    const parts = elements();
    const length = Buffer.alloc(4);
    length.writeUInt32BE(parts.length);
    return Buffer.concat([Buffer.from('u'), seen < 0 ? named : reference, length, ...parts]);
  };
  return Buffer.concat([Buffer.from([0xac, 0xed, 0, 5]), ...arrays.map(([, write]) => write(sub))]);
}
type Writer = (type: string, elements: () => readonly Buffer[]) => Buffer;
const short = (value: number): Buffer => Buffer.from([(value >> 8) & 0xff, value & 0xff]);
const int = (value: number): Buffer => Buffer.concat([short(value >> 16), short(value)]);
const long = (value: bigint): Buffer => Buffer.concat([int(Number(value >> 32n)), int(Number(value & 0xffffffffn))]);

test('words and pairs are read from the dictionaries of Lucene', () => {
  const folder = mkdtempSync(join(tmpdir(), 'newspaper-'));
  const chars = (text: string) => Array.from(text, (char) => short(char.charCodeAt(0)));
  const core = serialized(
    ['[S', (sub) => sub('[S', () => [short(1), short(-1), short(0)])],
    ['[C', (sub) => sub('[C', () => [...chars('一'), short(0), ...chars('要')])],
    [
      '[[[C',
      (sub) =>
        sub('[[[C', () => [sub('[[C', () => [Buffer.from('p')]), sub('[[C', () => [sub('[C', () => chars('定'))])]),
    ],
    ['[[I', (sub) => sub('[[I', () => [sub('[I', () => [int(20)]), sub('[I', () => [int(70_000)])])],
  );
  writeFileSync(join(folder, 'coredict.mem'), core);
  const hashes = [hash('一定@要'), 0n, hash('要@要')];
  const pairs = serialized(
    ['[J', (sub) => sub('[J', () => hashes.map(long))],
    ['[I', (sub) => sub('[I', () => [int(12), int(0), int(3)])],
  );
  writeFileSync(join(folder, 'bigramdict.mem'), pairs);
  const newspaper = readNewspaper(folder, () => true);
  expect([...newspaper.counts]).toEqual([
    ['一定', 70_000],
    ['要', 20],
  ]);
  expect(newspaper.pairs).toEqual([
    ['一定', '要', 12],
    ['要', '要', 3],
  ]);
});

test('packing keeps the pairs that tell much', () => {
  const counts = new Map(WORDS.map((word) => [word, 1000]));
  const packed = packedPairs({
    counts,
    pairs: [
      ['一定', '要', 600],
      ['一定', '不会', 200],
      ['要', '继续', 300],
      ['要', '没有这个词', 9],
    ],
  });
  const pairs = unpackedPairs(packed);
  const gain = (first: string, second: string): number => pairGain(pairs, symbol(pairs, first), symbol(pairs, second));
  expect(gain('一定', '要')).toBeCloseTo(0.7 * Math.log(0.6 * 5), 0);
  expect(gain('一定', '说')).toBeLessThan(-0.7);
  expect(gain('要', '继续')).toBeGreaterThan(0);
  expect(gain('要', '说')).toBeLessThan(0);
  expect(gain('继续', '说')).toBe(0);
});
