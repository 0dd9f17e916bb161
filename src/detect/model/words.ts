import { simplified } from '../../text/simplify.ts';
import { child, wordTrie } from '../../text/word-trie.ts';
import { BIT } from '../../text/character-costs.ts';
import type { Script } from '../../text/character-costs.ts';

/** A word of the dictionary in a text. */
interface Word {
  readonly start: number;
  readonly end: number;
  /** Bits saved compared to its characters one by one. */
  readonly gain: number;
}

/**
 * Bits by which a Chinese or Japanese text is more likely under a word model than under the character model; each distinct word counts once.
 * It decides short texts: 目录 is a word, its bytes in other encodings are not. Others than
 * simplified ones are looked up in simplified form, as the words that Japanese shares with Chinese are: 指定, 特殊文字.
 */
export function wordGain(text: string, script: Exclude<Script, 'ko'>, costs: Uint8Array): number {
  const units = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
  const forms = script === 'hans' ? units : units.map(simplified);
  const gains = new Map<string, number>();
  for (const { start, end, gain } of bestWords(units, forms, costs)) gains.set(text.slice(start, end), gain);
  return [...gains.values()].reduce((sum, gain) => sum + gain, 0);
}

/** The sequence of non-overlapping words with the largest total gain (Viterbi path). */
function bestWords(units: readonly number[], forms: readonly number[], costs: Uint8Array): readonly Word[] {
  const best: { readonly gain: number; readonly word: Word | null }[] = [{ gain: 0, word: null }];
  const relax = (at: number, gain: number, word: Word | null): void => {
    if ((best[at]?.gain ?? -1) < gain) best[at] = { gain, word };
  };
  for (let start = 0; start < units.length; start++) {
    const gainBefore = best[start]?.gain ?? 0;
    relax(start + 1, gainBefore, null);
    for (const word of wordsAt(units, forms, start, costs)) relax(word.end, gainBefore + word.gain, word);
  }
  const found: Word[] = [];
  for (let at = units.length; at > 0;) {
    const word = best[at]?.word ?? null;
    if (word !== null) found.push(word);
    at = word === null ? at - 1 : word.start;
  }
  return found;
}

function* wordsAt(
  units: readonly number[],
  forms: readonly number[],
  start: number,
  costs: Uint8Array,
): Generator<Word> {
  if (!isHan(units[start] ?? 0)) return;
  // Loaded only if there is something to look up: it takes longer than all other work on a short text.
  const trie = wordTrie();
  let node = 0;
  let bits = 0;
  for (let i = start; i < forms.length; i++) {
    node = child(trie, node, forms[i] ?? 0);
    if (node < 0) return;
    bits += (costs[units[i] ?? 0] ?? 0) / BIT;
    const cost = trie.cost[node] ?? 0;
    const gain = bits - cost / Math.LN2;
    if (i > start && cost > 0 && gain > 0) yield { start, end: i + 1, gain };
  }
}

function isHan(unit: number): boolean {
  return unit >= 0x4e00 && unit < 0xa000;
}
