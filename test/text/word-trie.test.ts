import { describe, expect, it } from 'vitest';
import { child, wordTrie } from '../../src/text/word-trie.ts';

describe('the trie of words', () => {
  const trie = wordTrie();
  const [low, high] = [trie.first[0] ?? 0, trie.first[1] ?? 0];

  it('finds every second character of a word behind the first', () => {
    let wrong = 0;
    for (let node = low; node < high; node++) {
      for (let next = trie.first[node] ?? 0; next < (trie.first[node + 1] ?? 0); next++) {
        if (child(trie, node, trie.char[next] ?? 0) !== next) wrong++;
      }
    }
    expect(wrong).toBe(0);
  });

  it('finds nothing behind characters that begin no word together', () => {
    for (let node = low; node < high; node += 97) {
      const below = new Set(trie.char.subarray(trie.first[node], trie.first[node + 1]));
      for (let unit = 0x4e00; unit < 0x9fa6; unit += 31) {
        if (!below.has(unit)) expect(child(trie, node, unit)).toBe(-1);
      }
    }
  });
});
