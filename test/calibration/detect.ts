import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import iconv from 'iconv-lite';
import { detect } from '../made/detect-samples.ts';

const require = createRequire(import.meta.url);
const { Converter } = require('opencc-js/cn2t') as {
  Converter: (pair: { from: string; to: string }) => (text: string) => string;
};

/** Lengths measured, in characters; a length in between uses the next shorter one. */
export const LENGTHS = [1, 2, 3, 4, 5, 7, 10, 15] as const;

/** Assumed encodings of short files in a Chinese corpus with some neighbours, in percent. */
const MIX: readonly (readonly [encoding: string, weight: number, words: (length: number) => readonly string[]])[] = [
  ['gb18030', 50, (length) => [...dictionary(length), ...piecesOf('zh-cn', length)]],
  ['big5', 30, (length) => [...dictionary(length).map(traditional()), ...piecesOf('zh-tw', length)]],
  ['shift_jis', 7, (length) => piecesOf('ja', length)],
  ['euc-jp', 6, (length) => piecesOf('ja', length)],
  ['euc-kr', 7, (length) => piecesOf('ko', length)],
];
/** Names that differ in iconv-lite. */
const CODEC: Readonly<Record<string, string>> = { 'euc-kr': 'cp949', big5: 'big5hkscs' };

/** Share of correct verdicts among those that name an encoding, for one length. */
export interface Share {
  readonly encoding: string;
  readonly length: number;
  readonly right: number;
  /** Number of verdicts. */
  readonly verdicts: number;
}

/** Shares of correct verdicts on words and pieces of running text from one half, `size` of each kind and length. */
export function measureShares(half: 0 | 1, size: number, lengths: readonly number[] = LENGTHS): readonly Share[] {
  return lengths.flatMap((length) => {
    const sums = new Map<string, { right: number; all: number; verdicts: number }>();
    for (const [encoding, weight, words] of MIX) {
      const sample = sampleOf(words(length), half, size).filter((word) => survives(word, encoding));
      for (const word of sample) {
        const decoded = detect(iconv.encode(word, CODEC[encoding] ?? encoding));
        const name = decoded.encoding.name.replace('-hkscs', '');
        const sum = sums.get(name) ?? { right: 0, all: 0, verdicts: 0 };
        const part = weight / sample.length;
        const right = decoded.text === word ? part : 0;
        sums.set(name, { right: sum.right + right, all: sum.all + part, verdicts: sum.verdicts + 1 });
      }
    }
    return [...sums].map(([encoding, { right, all, verdicts }]) => ({
      encoding,
      length,
      right: right / all,
      verdicts,
    }));
  });
}

function survives(word: string, encoding: string): boolean {
  const codec = CODEC[encoding] ?? encoding;
  return iconv.decode(iconv.encode(word, codec), codec) === word;
}

let words: readonly (readonly [word: string, count: number])[] | null = null;

/** Words of jieba's dictionary; frequent ones are repeated. */
function dictionary(length: number): readonly string[] {
  words ??= readFileSync(require.resolve('@node-rs/jieba/dict.txt'), 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .map(([word = '', count = '0']) => [word, Number(count)] as const);
  const found = words.filter(([word]) => word.length === length && /^[\u4e00-\u9fff]+$/.test(word));
  return found.flatMap(([word, count]) => Array<string>(Math.ceil(Math.log10(count + 2))).fill(word));
}

let convert: ((text: string) => string) | null = null;

/** From simplified to Taiwan's characters. */
export function traditional(): (text: string) => string {
  return (convert ??= Converter({ from: 'cn', to: 'tw' }));
}

/** Distinct non-ASCII pieces of the TypeScript compiler's messages, which exist in thirteen languages. */
function piecesOf(language: string, length: number): readonly string[] {
  const path = require.resolve(`typescript/lib/${language}/diagnosticMessages.generated.json`);
  const runs = readFileSync(path, 'utf8').match(/[^\0-\x7f]{2,}/g) ?? [];
  const pieces = runs.flatMap((run) =>
    Array.from({ length: Math.floor(run.length / length) }, (_, i) => run.slice(i * length, (i + 1) * length)),
  );
  return [...new Set(pieces)];
}

/** `size` evenly spaced words of a half. A word's half follows from its characters. */
function sampleOf(all: readonly string[], half: 0 | 1, size: number): readonly string[] {
  const own = all.filter((word) => Array.from(word).reduce((sum, char) => sum + char.charCodeAt(0), 0) % 2 === half);
  const step = Math.max(1, own.length / size);
  return Array.from({ length: Math.min(size, own.length) }, (_, i) => own[Math.floor(i * step)] ?? '');
}
