import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { stringModule } from './table.ts';

const MIN_COUNT = 8;
const MAX_WORD_UNITS = 5;

/**
 * The module with words and their frequencies, packed as ASCII: the alphabet (code points from U+4E00 as a bitmap, 6 bits per digit),
 * a space, then the sorted, front-coded words. A word is its class, its shape, and two digits per character. Class =
 * 10 × -log10(frequency) - 10; shape = 5 × length of the prefix shared with the previous word + length of the rest - 1. Class and
 * shape are digits too; digits have base 92 and start at `#`, without the backslash.
 */
export function wordsModule(): string {
  const kept = frequencies();
  const total = [...kept.values()].reduce((sum, count) => sum + count, 0);
  const alphabet = [...new Set([...kept.keys()].join(''))].sort();
  const index = new Map(alphabet.map((char, i) => [char, i]));
  let previous = '';
  let packed = '';
  for (const word of [...kept.keys()].sort()) {
    const shared = sharedPrefix(previous, word);
    const rank = Math.round(10 * Math.log10(total / (kept.get(word) ?? 1))) - 10;
    const rest = Array.from(word.slice(shared), (char) => index.get(char) ?? 0);
    packed += digit(Math.max(0, rank)) + digit(5 * shared + rest.length - 1);
    packed += rest.map((i) => digit(Math.floor(i / 92)) + digit(i % 92)).join('');
    previous = word;
  }
  const header = `From the dictionary of @node-rs/jieba 2.0.1 (MIT), words seen ${MIN_COUNT} times or more.`;
  return stringModule(header, 'wordFrequencies', `${bitmap(new Set(alphabet))} ${packed}`);
}

function bitmap(chars: ReadonlySet<string>): string {
  let packed = '';
  for (let base = 0x4e00; base < 0xa000; base += 6) {
    let bits = 0;
    for (let i = 0; i < 6; i++) if (chars.has(String.fromCharCode(base + i))) bits |= 1 << i;
    packed += digit(bits);
  }
  return packed;
}

/** Encodes 0 to 91 as a printable character from `#` on that needs no escape. */
export function digit(value: number): string {
  return String.fromCharCode(value + (value < 0x5c - 0x23 ? 0x23 : 0x24));
}

function frequencies(): Map<string, number> {
  const file = createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt');
  const kept = new Map<string, number>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [word = '', count = '0'] = line.split(' ');
    if (!/^[\u4e00-\u9fff]+$/.test(word) || word.length > MAX_WORD_UNITS) continue;
    if (word.length > 1 && Number(count) < MIN_COUNT) continue;
    kept.set(word, Number(count));
  }
  return kept;
}

function sharedPrefix(a: string, b: string): number {
  let n = 0;
  while (n < a.length && n < b.length - 1 && a[n] === b[n]) n++;
  return n;
}
