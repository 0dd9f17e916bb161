import { simplified } from '../../text/simplify.ts';
import { child, wordTrie } from '../../text/word-trie.ts';
import { BIT } from '../../text/character-costs.ts';
import type { Script } from '../../text/character-costs.ts';
import { koreanWordAt } from './korean-words.ts';
import { okuriganaGain } from './okurigana.ts';
import { surpriseOfName } from './person-names.ts';

/** A longer run is no name. */
const MAX_NAME_CHARS = 3;

/** Half-width kana with the sound marks that they take, and the gain of each. */
const VOICED = /^(?:[\uff73\uff76-\uff84\uff8a-\uff8e]\uff9e|[\uff8a-\uff8e]\uff9f)$/;
const VOICED_GAIN_BITS = 4;
/** Gain of a word that is a run of kanji. */
const WHOLE_RUN_BITS = 2;

/** A word of the dictionary in a text, or a name, or a kanji with its inflection. */
interface Word {
  readonly start: number;
  readonly end: number;
  /** Bits saved compared to its characters one by one. */
  readonly gain: number;
}

/** A text as its words are looked up. */
interface Lookup {
  readonly text: string;
  readonly units: readonly number[];
  /** The units in simplified form. */
  readonly forms: readonly number[];
  /** Cost of each character by itself. */
  readonly costs: Uint8Array;
}

/** The words of a script that start at an offset. */
const LEXICONS: Readonly<Record<Script, (lookup: Lookup, start: number) => readonly Word[]>> = {
  hans: (lookup, start) => [...wordsAt(lookup, start), ...nameAt(lookup, start)],
  hant: (lookup, start) => [...wordsAt(lookup, start), ...nameAt(lookup, start)],
  ja: japaneseAt,
  ko: koreanAt,
};

/**
 * Bits by which a text is more likely under a word model than under the character model; each distinct word counts once.
 * It decides short texts: 目录 is a word, its bytes in other encodings are not. Others than
 * simplified ones are looked up in simplified form, as the words that Japanese shares with Chinese are: 指定, 特殊文字.
 */
export function wordGain(text: string, script: Script, costs: Uint8Array): number {
  const units = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
  const forms = script === 'hans' ? units : units.map(simplified);
  const gains = new Map<string, number>();
  const lexicon = LEXICONS[script];
  for (const { start, end, gain } of bestWords({ text, units, forms, costs }, lexicon)) {
    gains.set(text.slice(start, end), gain);
  }
  return [...gains.values()].reduce((sum, gain) => sum + gain, 0);
}

/** The sequence of non-overlapping words with the largest total gain (Viterbi path). */
function bestWords(lookup: Lookup, lexicon: (typeof LEXICONS)[Script]): readonly Word[] {
  const { units } = lookup;
  const best: { readonly gain: number; readonly word: Word | null }[] = [{ gain: 0, word: null }];
  const relax = (at: number, gain: number, word: Word | null): void => {
    if ((best[at]?.gain ?? -1) < gain) best[at] = { gain, word };
  };
  for (let start = 0; start < units.length; start++) {
    const gainBefore = best[start]?.gain ?? 0;
    relax(start + 1, gainBefore, null);
    for (const word of lexicon(lookup, start)) relax(word.end, gainBefore + word.gain, word);
  }
  const found: Word[] = [];
  for (let at = units.length; at > 0;) {
    const word = best[at]?.word ?? null;
    if (word !== null) found.push(word);
    at = word === null ? at - 1 : word.start;
  }
  return found;
}

function* wordsAt({ units, forms, costs }: Lookup, start: number): Generator<Word> {
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

/** A run of Han characters that is the name of a person. */
function nameAt(lookup: Lookup, start: number): readonly Word[] {
  const { units, forms } = lookup;
  if (isHan(units[start - 1] ?? 0)) return [];
  let end = start;
  while (end - start <= MAX_NAME_CHARS && isHan(units[end] ?? 0)) end++;
  const bits = surpriseOfName(String.fromCharCode(...forms.slice(start, end)));
  return bits === null ? [] : wordOf(lookup, start, end, bits);
}

/** Words in Japanese: two kanji between kana are nearly always one, which those of misread bytes hardly ever are. */
function japaneseAt(lookup: Lookup, start: number): readonly Word[] {
  const { units } = lookup;
  const begins = !isHan(units[start - 1] ?? 0);
  const words = Array.from(wordsAt(lookup, start), (word) =>
    begins && !isHan(units[word.end] ?? 0) ? { ...word, gain: word.gain + WHOLE_RUN_BITS } : word,
  );
  return [...words, ...inflectedAt(lookup, start), ...voicedAt(lookup, start)];
}

/** A kanji with the kana of its inflection. */
function inflectedAt({ text, units }: Lookup, start: number): readonly Word[] {
  const gain = isHan(units[start] ?? 0) ? okuriganaGain(text.slice(start, start + 2)) : 0;
  return gain > 0 ? [{ start, end: start + 2, gain }] : [];
}

/** A half-width kana with its sound mark, which follows few kana. */
function voicedAt({ text }: Lookup, start: number): readonly Word[] {
  return VOICED.test(text.slice(start, start + 2)) ? [{ start, end: start + 2, gain: VOICED_GAIN_BITS }] : [];
}

function koreanAt(lookup: Lookup, start: number): readonly Word[] {
  const word = koreanWordAt(lookup.text, start);
  return word === null ? [] : wordOf(lookup, start, word.end, word.bits);
}

/** The word in a list, unless its characters by themselves are likelier. */
function wordOf({ units, costs }: Lookup, start: number, end: number, bits: number): readonly Word[] {
  const apart = units.slice(start, end).reduce((sum, unit) => sum + (costs[unit] ?? 0) / BIT, 0);
  return apart > bits ? [{ start, end, gain: apart - bits }] : [];
}

function isHan(unit: number): boolean {
  return unit >= 0x4e00 && unit < 0xa000;
}
