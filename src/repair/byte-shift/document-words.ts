import { isHanUnit } from '../decoder/language-model.ts';
import type { OwnWord } from '../decoder/language-model.ts';
import { lineSpans } from '../../text/lines.ts';
import { simplifyCharacters } from '../../text/simplify.ts';

const LONGEST = 4;
/** What is enough to know a text by, in UTF-16 units. */
const ENOUGH = 60_000;
const SHARE = 0.3;
/** What a sequence must weigh in all to be a word. */
const LEAST = 2;
const LEAST_ALONE = 6;

/** A text whose words are asked for. */
interface Known {
  readonly plain: string;
  /** Of each UTF-16 unit: 1 in a damaged line, 2 in another. */
  readonly weights: Uint8Array;
  /** Number of Han characters. */
  readonly han: number;
}

/**
 * Sequences of two to four Han characters that the text has in a line that is not `damaged`, or twice elsewhere, and its frequent
 * characters, as words with the cost of their frequency there. What may follow a word is looked for when it is asked for: few are.
 */
export function ownWords(text: string, damaged: RegExp): OwnWord {
  const plain = simplifyCharacters(text.slice(0, ENOUGH));
  const weights = new Uint8Array(plain.length);
  for (const { start, end, next } of lineSpans(plain))
    weights.fill(damaged.test(plain.slice(start, end)) ? 1 : 2, start, next);
  const places = new Int32Array(plain.length);
  let han = 0;
  for (let i = 0; i < plain.length; i++) if (isHanUnit(plain.charCodeAt(i))) places[han++] = i;
  return wordAt({ plain, weights, han }, places.subarray(0, han), 0);
}

/** Offsets of UTF-16 units. */
type Places = Int32Array | readonly number[];

/** The word of so many characters that stands at these places. */
function wordAt(known: Known, places: Places, length: number): OwnWord {
  let next: ReadonlyMap<number, OwnWord> | null = null;
  return {
    cost: costOf(known, places, length),
    get next() {
      return (next ??= following(known, places, length));
    },
  };
}

/** 0 for what is too rare to be a word. */
function costOf({ weights, han }: Known, places: Places, length: number): number {
  let weight = 0;
  for (const place of places) weight += weights[place] ?? 0;
  const rare = length === 0 || weight < (length === 1 ? LEAST_ALONE : LEAST);
  return rare ? 0 : -Math.log((SHARE * weight) / 2 / (han + 100));
}

/** The words that are longer by one character, by that, in order of appearance. */
function following(known: Known, places: Places, length: number): ReadonlyMap<number, OwnWord> {
  const words = new Map<number, OwnWord>();
  if (length === LONGEST) return words;
  for (const [unit, group] of byUnit(known.plain, places, length)) {
    const word = wordAt(known, group, length + 1);
    if (word.cost > 0 || (length === 0 && word.next.size > 0)) words.set(unit, word);
  }
  return words;
}

/** The places, by the Han character that stands so many units behind them. */
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
