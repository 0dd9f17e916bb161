import { isHanUnit } from '../decoder/language-model.ts';
import type { OwnWord } from '../decoder/language-model.ts';
import { lineSpans } from '../../text/lines.ts';
import { simplifyCharacters } from '../../text/simplify.ts';

const MAX_WORD_CHARS = 4;
/** Most UTF-16 code units of a text that are examined. */
const MAX_TEXT_UNITS = 60_000;
const OWN_WORDS_PROBABILITY = 0.3;
/** Least total weight of a sequence, and of a single character, to be a word. */
const MIN_WORD_WEIGHT = 2;
const MIN_CHAR_WEIGHT = 6;

/** A text whose own words are looked up. */
interface Known {
  readonly plain: string;
  /** Weight of each UTF-16 code unit: 1 in a damaged line, 2 in others. */
  readonly weights: Uint8Array;
  /** Number of Han characters. */
  readonly han: number;
}

/**
 * The document's own words as a trie: sequences of two to four Han characters that occur in a line that is not `damaged` or twice in
 * damaged lines, and its frequent characters, with costs from their frequency in the document. Nodes are built on demand: few are needed.
 */
export function ownWords(text: string, damaged: RegExp): OwnWord {
  const plain = simplifyCharacters(text.slice(0, MAX_TEXT_UNITS));
  const weights = new Uint8Array(plain.length);
  for (const { start, end, next } of lineSpans(plain))
    weights.fill(damaged.test(plain.slice(start, end)) ? 1 : 2, start, next);
  const places = new Int32Array(plain.length);
  let han = 0;
  for (let i = 0; i < plain.length; i++) if (isHanUnit(plain.charCodeAt(i))) places[han++] = i;
  return wordAt({ plain, weights, han }, places.subarray(0, han), 0);
}

/** Offsets in UTF-16 code units. */
type Places = Int32Array | readonly number[];

/** The trie node of the sequence of `length` characters that occurs at these places. */
function wordAt(known: Known, places: Places, length: number): OwnWord {
  let next: ReadonlyMap<number, OwnWord> | null = null;
  return {
    cost: costOf(known, places, length),
    get next() {
      return (next ??= childrenOf(known, places, length));
    },
  };
}

/** Cost of a sequence in nats; 0 if it is too rare to be a word. */
function costOf({ weights, han }: Known, places: Places, length: number): number {
  let weight = 0;
  for (const place of places) weight += weights[place] ?? 0;
  const rare = length === 0 || weight < (length === 1 ? MIN_CHAR_WEIGHT : MIN_WORD_WEIGHT);
  return rare ? 0 : -Math.log((OWN_WORDS_PROBABILITY * weight) / 2 / (han + 100));
}

/** Child nodes by the next code unit, in order of appearance. */
function childrenOf(known: Known, places: Places, length: number): ReadonlyMap<number, OwnWord> {
  const words = new Map<number, OwnWord>();
  if (length === MAX_WORD_CHARS) return words;
  for (const [unit, group] of byUnit(known.plain, places, length)) {
    const word = wordAt(known, group, length + 1);
    if (word.cost > 0 || (length === 0 && word.next.size > 0)) words.set(unit, word);
  }
  return words;
}

/** Groups the places by the Han character `offset` code units after them. */
function byUnit(plain: string, places: Places, offset: number): ReadonlyMap<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const place of places) {
    const unit = plain.charCodeAt(place + offset);
    if (!isHanUnit(unit)) continue;
    const group = groups.get(unit);
    if (group === undefined) groups.set(unit, [place]);
    else group.push(place);
  }
  return groups;
}
